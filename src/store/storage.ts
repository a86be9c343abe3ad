/**
 * Storage is uni's. A full or forbidden one (private browsing) costs the memory, never the call.
 *
 * While an App is hidden, iOS answers none of its questions: what is written then is not waited for, and what is read
 * is what was last read or written.
 */
import { watchApp } from './app-visibility';

/** Apps have this, and nothing else has. */
declare const plus: unknown;

/** It holds what was read and written, in an App. */
let known: Map<string, unknown> | undefined;
let isHidden = false;
let waiting: (() => void)[] = [];

/** To be called before the App can have been hidden for the first time: with what is read as it starts. */
function beginToKnow(): void {
  if (known || typeof plus === 'undefined') return;
  known = new Map();
  watchApp((hidden) => {
    isHidden = hidden;
    if (hidden) return;
    const readers = waiting;
    waiting = [];
    for (const read of readers) read();
  });
}

/**
 * Calls back as soon as it is known what is stored: at once, or when an App that is hidden is shown. Who changes what
 * is stored, rather than replace it, would else take all of it away.
 */
export function whenKnown(key: string, callback: () => void): void {
  beginToKnow();
  if (isHidden && !known?.has(key)) waiting.push(callback);
  else callback();
}

export function readStored<Value>(key: string): Value | undefined {
  try {
    beginToKnow();
    const value: unknown = isHidden ? known?.get(key) : uni.getStorageSync(key);
    if (!isHidden) known?.set(key, value);
    return value === '' || value === null ? undefined : (value as Value | undefined);
  } catch {
    return undefined;
  }
}

export function writeStored(key: string, value: unknown): void {
  try {
    beginToKnow();
    known?.set(key, value);
    if (isHidden) uni.setStorage({ key, data: value, fail() {} });
    else uni.setStorageSync(key, value);
  } catch {
    // see above
  }
}

export function removeStored(key: string): void {
  try {
    beginToKnow();
    known?.delete(key);
    if (isHidden) uni.removeStorage({ key, fail() {} });
    else uni.removeStorageSync(key);
  } catch {
    // see above
  }
}
