/** Formats the time of day as `15:04`, in digits only, which every language reads. */
export function formatTime(at: number): string {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** Formats the day relative to now: `today`, `yesterday`, or `2024-03-09`. */
export function formatDay(at: number, now: number): string {
  const days = Math.round((startOfDay(now) - startOfDay(at)) / 86_400_000);
  if (days === 0) return 'today';
  if (days === 1) return 'yesterday';
  const date = new Date(at);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

const two = (value: number) => String(value).padStart(2, '0');
const startOfDay = (at: number) => new Date(at).setHours(0, 0, 0, 0);
