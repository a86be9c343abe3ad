/** Storage is uni's. A full or forbidden one (private browsing) costs the memory, never the call. */
export function readStored<Value>(key: string): Value | undefined {
  try {
    const value: unknown = uni.getStorageSync(key);
    return value === '' || value === null ? undefined : (value as Value | undefined);
  } catch {
    return undefined;
  }
}

export function writeStored(key: string, value: unknown): void {
  try {
    uni.setStorageSync(key, value);
  } catch {
    // see above
  }
}
