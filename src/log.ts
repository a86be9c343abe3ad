/**
 * This logger is the only one: every line of the library goes through it. `docs/logging.md` says what
 * each level holds and what no line may hold.
 */
export const LOG_LEVELS = { debug: -1, log: 0, info: 1, warn: 2, error: 3, silent: 4 } as const;

export type LogMethod = 'debug' | 'log' | 'info' | 'warn' | 'error';

/** A sink is where lines go: the console, unless another one is injected. */
export type LogSink = (level: LogMethod, line: string, detail?: unknown) => void;

export interface Logger {
  /** Lines below this level are not written; all scopes of a logger share it. @see LOG_LEVELS */
  level: number;
  /** Makes a logger whose lines say where they come from: `scoped('media')` writes `media: …`. */
  scoped(scope: string): Logger;
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
  const shared = { level };
  const scopedTo = (prefix: string): Logger => {
    const write = (method: LogMethod) => (line: string, detail?: unknown) => {
      if (LOG_LEVELS[method] >= shared.level) sink(method, prefix + line, detail);
    };
    return {
      get level() {
        return shared.level;
      },
      set level(value) {
        shared.level = value;
      },
      scoped: (scope) => scopedTo(`${scope}: `),
      debug: write('debug'),
      log: write('log'),
      info: write('info'),
      warn: write('warn'),
      error: write('error'),
    };
  };
  return scopedTo('');
}
