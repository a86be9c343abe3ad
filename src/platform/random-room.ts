/** The largest room id that every client of this wire can enter. */
const LARGEST = 2 ** 31 - 1;

/** 1…2147483647, from a cryptographic source where the platform has one. */
export function randomRoomID(): number {
  return (randomBits() % LARGEST) + 1;
}

function randomBits(): number {
  try {
    // Not by globalThis, which the oldest browsers lack. In Apps uni's compiler puts an object over its native module
    // DCloud-Crypto in the place of `crypto`, which throws or draws nothing but 0 where that module is not packed.
    const [bits = 0] = crypto.getRandomValues(new Uint32Array(1));
    if (bits > 0) return bits;
  } catch {
    // There is no such source here.
  }
  return Math.floor(Math.random() * 2 ** 32);
}
