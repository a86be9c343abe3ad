/** The largest room id that every client of this wire can enter. */
const LARGEST = 2 ** 31 - 1;

type RandomSource = { getRandomValues(array: Uint32Array): Uint32Array };

/** 1…2147483647, from a cryptographic source where the platform has one. */
export function randomRoomID(): number {
  const source = (globalThis as { crypto?: RandomSource }).crypto;
  const bits = source
    ? (source.getRandomValues(new Uint32Array(1))[0] as number)
    : Math.floor(Math.random() * 2 ** 32);
  return (bits % LARGEST) + 1;
}
