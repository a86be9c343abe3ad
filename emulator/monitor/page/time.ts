const TIME = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

/** The time of day of an epoch time in ms: `20:45:10`. */
export const timeText = (at: number): string => TIME.format(at);
