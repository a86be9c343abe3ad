/** Calls in a row between two people, in each of the ways in which calls end, and what may have piled up in them. */
import { expect, type Locator } from '@playwright/test';

/** What is needed of somebody to call again and again. */
export interface Soaked {
  readonly userID: string;
  see(testID: string): Locator;
  call(userID: string, kind: 'audio' | 'video'): Promise<void>;
}

type Play = (caller: Soaked, callee: Soaked, kind: 'audio' | 'video') => Promise<void>;

const talk: Play = async (caller, callee, kind) => {
  await caller.call(callee.userID, kind);
  await callee.see('accept').click();
  for (const one of [caller, callee]) await expect(one.see('call-timer')).toBeVisible();
};

const PLAYS: Play[] = [
  async (caller, callee, kind) => {
    await talk(caller, callee, kind);
    await caller.see('hangup').click();
  },
  async (caller, callee, kind) => {
    await talk(caller, callee, kind);
    await callee.see('hangup').click();
  },
  async (caller, callee, kind) => {
    await caller.call(callee.userID, kind);
    await callee.see('reject').click();
  },
  async (caller, callee, kind) => {
    await caller.call(callee.userID, kind);
    await expect(callee.see('accept')).toBeVisible();
    await caller.see('hangup').click();
  },
];

/** So many calls are one of each way. */
export const WAYS = PLAYS.length;

/** Makes the call of this number: all ways by one of the two, then all by the other. */
export async function play(
  round: number,
  sides: readonly [Soaked, Soaked],
  kind: 'audio' | 'video',
): Promise<void> {
  const [alice, bob] = sides;
  const [caller, callee] = Math.floor(round / WAYS) % 2 ? [bob, alice] : [alice, bob];
  await PLAYS[round % WAYS]!(caller, callee, kind);
  for (const one of sides) {
    // Who rejects sees no end.
    await one.see('end-close').or(one.see('callee-input')).first().click();
    await expect(one.see('callee-input')).toBeVisible();
  }
}

/**
 * Says what has grown.
 *
 * @param firstUsed so many functions may be more: some call may be the first to use them
 * @returns what is more than before, beyond what may be
 */
export function growth<Counts extends Record<keyof Counts, number> & { functions: number }>(
  before: Counts,
  after: Counts,
  firstUsed: number,
): Partial<Counts> {
  const allowed = { ...before, functions: before.functions + firstUsed };
  const names = Object.keys(after) as (keyof Counts)[];
  return Object.fromEntries(
    names
      .filter((name) => after[name] > allowed[name])
      .map((name) => [name, after[name] - before[name]]),
  ) as Partial<Counts>;
}
