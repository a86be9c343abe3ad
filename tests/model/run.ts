/** From a schedule to a verdict. */
import { perform, inWords } from './perform';
import type { Schedule } from './schedule';
import { Simulation } from './simulation';
import { judge } from './final-checks';

/**
 * Plays a schedule and lets time pass until everybody must have come to rest.
 * @throws Violation
 */
export async function play(
  schedule: Schedule,
  story = false,
  watch: (stage: Simulation) => void = () => undefined,
): Promise<Simulation> {
  const stage = new Simulation(schedule, story);
  watch(stage);
  const restore = catchErrors(stage);
  try {
    await stage.pass(0);
    for (const { after, action } of schedule.steps) {
      await stage.pass(after);
      stage.story?.push(`${time(stage)} ${inWords(action, schedule, stage.names)}`);
      await perform(stage, action);
      await stage.pass(0);
    }
    await judge(stage);
  } finally {
    restore();
  }
  return stage;
}

const START = 1_700_000_000_000;
export const time = (stage: Simulation): string =>
  `[${((stage.clock.now() - START) / 1000).toFixed(3)} s]`;

/** The engine swallows no failure of its own in silence: it logs it as an error. */
function catchErrors(stage: Simulation): () => void {
  const { error } = console;
  // Thousands of errors are made on purpose, and nobody reads where.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  console.error = (line: string, detail?: unknown) => {
    if (/a listener of .* threw/.test(line)) return;
    stage.complain(`logged: ${line} ${String(detail)}`);
  };
  const onRejection = (reason: unknown) => stage.complain(`unhandled rejection: ${String(reason)}`);
  process.on('unhandledRejection', onRejection);
  return () => {
    console.error = error;
    Error.stackTraceLimit = stackTraceLimit;
    process.off('unhandledRejection', onRejection);
  };
}

/** The story of a schedule that fails: what was done, and what everybody saw. */
export async function tell(schedule: Schedule): Promise<string> {
  const { steps, ...circumstances } = schedule;
  const lines = [JSON.stringify(circumstances), ''];
  let ending = `=> all is well (${steps.length} steps)`;
  let stage: Simulation | undefined;
  try {
    await play(schedule, true, (one) => (stage = one));
  } catch (error) {
    ending = `=> ${(error as Error).message}`;
  }
  return [...lines, ...(stage?.story ?? []), '', ending].join('\n');
}
