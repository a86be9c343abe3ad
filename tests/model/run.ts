/** A run plays a schedule, finds what went wrong in it, and tells it as a story. */
import { perform, inWords } from './perform';
import type { Schedule } from './schedule';
import { Simulation } from './simulation';
import { finalChecks } from './final-checks';

/**
 * Plays a schedule and lets time pass until everybody must have come to rest.
 * @throws Violation
 */
export async function play(
  schedule: Schedule,
  story = false,
  watch: (simulation: Simulation) => void = () => undefined,
): Promise<Simulation> {
  const simulation = new Simulation(schedule, story);
  watch(simulation);
  const restore = catchErrors(simulation);
  try {
    await simulation.pass(0);
    for (const { after, action } of schedule.steps) {
      await simulation.pass(after);
      simulation.story?.push(`${time(simulation)} ${inWords(action, schedule, simulation.names)}`);
      await perform(simulation, action);
      await simulation.pass(0);
    }
    await finalChecks(simulation);
  } finally {
    restore();
  }
  return simulation;
}

const START = 1_700_000_000_000;
export const time = (simulation: Simulation): string =>
  `[${((simulation.clock.now() - START) / 1000).toFixed(3)} s]`;

/** The engine swallows no failure of its own in silence: it logs it as an error. */
function catchErrors(simulation: Simulation): () => void {
  const { error } = console;
  // Thousands of errors are made on purpose, and nobody reads where.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  console.error = (line: string, detail?: unknown) => {
    if (/a listener of .* threw/.test(line)) return;
    simulation.complain(`logged: ${line} ${String(detail)}`);
  };
  const onRejection = (reason: unknown) =>
    simulation.complain(`unhandled rejection: ${String(reason)}`);
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
  let simulation: Simulation | undefined;
  try {
    await play(schedule, true, (one) => (simulation = one));
  } catch (error) {
    ending = `=> ${(error as Error).message}`;
  }
  return [...lines, ...(simulation?.story ?? []), '', ending].join('\n');
}
