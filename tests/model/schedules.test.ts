import fc from 'fast-check';
import { play, tell } from './run';
import { schedules } from './schedule';

/**
 * The number of schedules; a nightly run takes a million. SEED chooses which; the clock does
 * otherwise.
 */
const RUNS = Number(process.env.SCHEDULES ?? 10_000);
/** `seed:path` as a failure prints it: plays that one schedule again. */
const REPLAY = process.env.REPLAY ?? '';

it(
  'whatever happens, everybody comes to rest and nothing is left',
  async () => {
    const [seed, ...path] = REPLAY.split(':');
    const parameters = REPLAY
      ? { seed: Number(seed), path: path.join(':'), endOnFailure: true }
      : { seed: Number(process.env.SEED ?? Date.now() % 2 ** 31), numRuns: RUNS };
    const started = performance.now();
    const result = await fc.check(
      fc.asyncProperty(schedules, async (schedule) => void (await play(schedule))),
      parameters,
    );
    const seconds = (performance.now() - started) / 1000;
    process.stdout.write(
      `seed ${parameters.seed}: ${result.numRuns} schedules in ${seconds.toFixed(1)} s\n`,
    );
    if (!result.failed) return;
    const [schedule] = result.counterexample!;
    const story = await tell(schedule);
    throw new Error(
      `REPLAY=${result.seed}:${result.counterexamplePath} npx jest tests/model/schedules --selectProjects model\n\n${story}\n`,
    );
  },
  Math.max(180_000, RUNS * 60),
);
