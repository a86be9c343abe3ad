/** The largest room id that every client of this wire can enter. */
const LARGEST = 2 ** 31 - 1;

/** 1…2147483647, from a cryptographic source where the platform has one. */
export function randomRoomID(): number {
  // Not by globalThis, which the oldest browsers lack.
  const bits =
    typeof crypto === 'undefined'
      ? Math.floor(Math.random() * 2 ** 32)
      : (crypto.getRandomValues(new Uint32Array(1))[0] as number);
  return (bits % LARGEST) + 1;
}
