/**
 * The one logger.
 *
 * | level | what goes there | how often |
 * | --- | --- | --- |
 * | debug (−1) | every event and effect of the call loop | many a call |
 * | log (0) | messages dropped and why, retries | rare |
 * | info (1) | one line per milestone of a call: invite, ring, answer, enter, end | at most 10 a call |
 * | warn (2) | something failed and the call goes on | rare |
 * | error (3) | a call or a login ended by a failure; an app's listener threw | rare |
 *
 * 4 silences everything. A line never holds a userSig, a message body or a device label.
 */
export const LOG_LEVELS = { debug: -1, log: 0, info: 1, warn: 2, error: 3, silent: 4 } as const;

export type LogMethod = 'debug' | 'log' | 'info' | 'warn' | 'error';

/** Where lines go. The console, unless an app injects its own. */
export type LogSink = (level: LogMethod, line: string, detail?: unknown) => void;

export interface Logger {
  /** Lines below this level are not written. @see LOG_LEVELS */
  level: number;
  debug(line: string, detail?: unknown): void;
  log(line: string, detail?: unknown): void;
  info(line: string, detail?: unknown): void;
  warn(line: string, detail?: unknown): void;
  error(line: string, detail?: unknown): void;
}

const consoleSink: LogSink = (level, line, detail) => {
  const text = `[TRTCCalling] ${line}`;
  if (detail === undefined) console[level](text);
  else console[level](text, detail);
};

export function createLogger(level: number = LOG_LEVELS.warn, sink: LogSink = consoleSink): Logger {
  const write = (method: LogMethod) => (line: string, detail?: unknown) => {
    if (LOG_LEVELS[method] >= logger.level) sink(method, line, detail);
  };
  const logger: Logger = {
    level,
    debug: write('debug'),
    log: write('log'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
  };
  return logger;
}
