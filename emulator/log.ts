/**
 * The emulator's structured log: what happened, for whom, without secrets.
 *
 * Everything passes through one place, so that no caller can leak a UserSig by logging a frame or
 * an address as it came.
 */

export interface LogEntry {
  /** Milliseconds since the epoch. */
  at: number;
  scope: 'im' | 'trtc' | 'http' | 'fault';
  level?: 'debug' | 'info' | 'warn' | 'error';
  /** Short and stable, for tests and filters: `login`, `send`, `kick`, … */
  event: string;
  userID?: string;
  [detail: string]: unknown;
}

/** An entry as a part of the emulator reports it; the log adds the time. */
export type LogInput = Omit<LogEntry, 'at'> & { at?: number };

export interface EmulatorLog {
  /** The latest entries, oldest first. */
  readonly events: LogEntry[];
  write(input: LogInput): void;
}

const SECRET_KEY =
  /^(usersig|user_sig|a2|a2key|secretkey|privatemapkey|sig|tls\.sig|sessiondata)$/i;
const SECRET_IN_TEXT =
  /\b(usersig|privatemapkey|a2|a2key|secretkey)(["']?\s*[=:]\s*["']?)[^&"'\s,}]+/gi;
const REDACTED = '[redacted]';
const MAX_DEPTH = 6;
/** Clients choose some of the texts; they do not get to fill the memory. */
const MAX_TEXT = 500;

/** A copy of `value` without anything that could be used to log in. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') {
    const text = value.length > MAX_TEXT ? `${value.slice(0, MAX_TEXT)}…` : value;
    return text.replace(SECRET_IN_TEXT, (_, name: string, sign: string) => name + sign + REDACTED);
  }
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) return '[…]';
  if (value instanceof Error) return redact(value.message, depth);
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  const copy: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    copy[key] = SECRET_KEY.test(key) ? REDACTED : redact(item, depth + 1);
  }
  return copy;
}

/** Keeps the last `limit` entries and passes each on to `listener`, which may throw. */
export function createLog(listener?: (entry: LogEntry) => void, limit = 1000): EmulatorLog {
  const events: LogEntry[] = [];
  return {
    events,
    write(input) {
      const entry = redact({ at: Date.now(), ...input }) as LogEntry;
      events.push(entry);
      if (events.length > limit) events.splice(0, events.length - limit);
      try {
        listener?.(entry);
      } catch {
        // A listener belongs to the app that runs the emulator; its fault must not stop a server.
      }
    },
  };
}
