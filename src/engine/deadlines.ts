/** Deadlines are data of the call; here they become timers. */
import type { CallState, DeadlineName } from '../call/state';
import type { Clock } from '../runtime/clock';

interface Running {
  deadline: number;
  token: number;
  cancel: () => void;
}

/**
 * The timers follow `state.deadlines`: one per name, nothing else. A background page throttles timers, so a
 * timer that fires looks at the clock, and `check` catches up when the page shows again.
 */
export class Deadlines {
  private running = new Map<DeadlineName, Running>();

  constructor(
    private readonly clock: Clock,
    private readonly onDeadline: (name: DeadlineName, token: number) => void,
  ) {}

  follow(state: CallState): void {
    for (const [name, timer] of this.running) {
      if (state.deadlines[name] === timer.deadline && state.token === timer.token) continue;
      timer.cancel();
      this.running.delete(name);
    }
    for (const key of Object.keys(state.deadlines)) {
      const name = key as DeadlineName;
      const deadline = state.deadlines[name];
      if (deadline !== undefined && !this.running.has(name)) this.arm(name, deadline, state.token);
    }
  }

  /** Fires what is over by now; for a page that slept. */
  check(): void {
    const now = this.clock.now();
    for (const [name, { deadline, token }] of [...this.running]) {
      if (deadline <= now) this.fire(name, token);
    }
  }

  clear(): void {
    for (const { cancel } of this.running.values()) cancel();
    this.running.clear();
  }

  private arm(name: DeadlineName, deadline: number, token: number): void {
    const cancel = this.clock.at(deadline, () => {
      // Timers may fire a little early.
      if (this.clock.now() < deadline) this.arm(name, deadline, token);
      else this.fire(name, token);
    });
    this.running.set(name, { deadline, token, cancel });
  }

  private fire(name: DeadlineName, token: number): void {
    this.running.get(name)?.cancel();
    this.running.delete(name);
    this.onDeadline(name, token);
  }
}
