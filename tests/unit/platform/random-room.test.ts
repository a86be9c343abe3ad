/** A room id is one that every client can enter, whatever source of random bits there is. */
import { randomRoomID } from '../../../src/platform/random-room';

const LARGEST = 2147483647;

afterEach(() => void jest.restoreAllMocks());

/** Runs with this in the place of `crypto`, as uni's compiler does in an App. */
function withCrypto<T>(replacement: unknown, run: () => T): T {
  const own = Object.getOwnPropertyDescriptor(globalThis, 'crypto')!;
  Object.defineProperty(globalThis, 'crypto', { value: replacement, configurable: true });
  try {
    return run();
  } finally {
    Object.defineProperty(globalThis, 'crypto', own);
  }
}

const drawing = (value: number) => ({
  getRandomValues: (array: Uint32Array) => array.fill(value),
});

it.each([
  [1, 2],
  [2 ** 31 - 2, LARGEST],
  [2 ** 31 - 1, 1],
  [2 ** 32 - 2, 1],
  [2 ** 32 - 1, 2],
])('%d of the cryptographic source is the room %d', (bits, room) => {
  expect(withCrypto(drawing(bits), randomRoomID)).toBe(room);
});

it.each<[string, unknown]>([
  ['is missing', undefined],
  ['has no such method', {}],
  [
    'throws, as where its native module is not packed',
    {
      getRandomValues() {
        throw new TypeError("Cannot read properties of undefined (reading 'getRandomValues')");
      },
    },
  ],
  ['draws nothing but 0', drawing(0)],
  ['gives nothing', { getRandomValues: () => [] }],
])('where crypto %s, the other source gives rooms between 1 and the largest', (_title, crypto) => {
  const rooms = [0, 0.5, 1 - 2 ** -32].map((value) => {
    jest.spyOn(Math, 'random').mockReturnValue(value);
    return withCrypto(crypto, randomRoomID);
  });
  expect(rooms).toEqual([1, 2, 2]);
});
