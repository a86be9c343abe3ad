/** The networks of users in the local cloud, by a clock that the test turns. */
import { Network, type NetworkFault, type NetworkFaults } from '../../emulator/trtc/network';
import { VirtualClock } from '../../src/runtime/virtual-clock';

const RTP = Buffer.from([0x80, 0x60, 0, 1]);
/** A big packet: 1000 bytes take 80 ms at 100 kbit/s. */
const BIG = Buffer.concat([RTP, Buffer.alloc(996)]);
const OTHERS = {
  'a report of RTCP': Buffer.from([0x80, 200]),
  'feedback of RTCP': Buffer.from([0x81, 205]),
  'a check of ICE': Buffer.from([0x00, 0x01]),
  'a handshake of DTLS': Buffer.from([22, 0xfe]),
};

interface Bench {
  clock: VirtualClock;
  faults: NetworkFaults;
  network: Network;
  /** Sends the n-th datagram, and notes it with the time when it arrives. */
  send(n: number, datagram?: Uint8Array): void;
  arrived: { n: number; at: number }[];
  order(): number[];
}

function benchOf(alice: NetworkFault, { seed = 1, userID = 'alice' } = {}): Bench {
  const clock = new VirtualClock(0);
  const faults: NetworkFaults = { alice };
  const arrived: Bench['arrived'] = [];
  const network = new Network({ userID, faults: () => faults, seed, clock });
  const send: Bench['send'] = (n, datagram = RTP) =>
    network.up.carry(datagram, () => arrived.push({ n, at: clock.now() }));
  return { clock, faults, network, send, arrived, order: () => arrived.map(({ n }) => n) };
}

/** The numbers of those of a thousand packets that got lost. */
function lostOf(bench: Bench): number[] {
  for (let n = 0; n < 1000; n += 1) bench.send(n);
  const arrived = new Set(bench.order());
  return [...Array(1000).keys()].filter((n) => !arrived.has(n));
}

describe('a path', () => {
  it('that is good carries everything at once', () => {
    const bench = benchOf({});
    bench.send(1);
    expect(bench.arrived).toEqual([{ n: 1, at: 0 }]);
    expect(bench.clock.pending).toBe(0);
  });

  it('loses the share of RTP packets that it was told to, and the same ones each time', () => {
    const lost = lostOf(benchOf({ up: { loss: 0.1 } }));
    expect(lost.length).toBeGreaterThan(70);
    expect(lost.length).toBeLessThan(130);
    expect(lostOf(benchOf({ up: { loss: 0.1 } }))).toEqual(lost);
    expect(lostOf(benchOf({ up: { loss: 0.1 } }, { seed: 2 }))).not.toEqual(lost);
    expect(lostOf(benchOf({ up: { loss: 1 } }))).toHaveLength(1000);
  });

  it('begins the same losses anew when the fault begins anew', () => {
    const bench = benchOf({ up: { loss: 0.1 } });
    const lost = lostOf(bench);
    delete bench.faults.alice;
    bench.send(0);
    bench.arrived.length = 0;
    bench.faults.alice = { up: { loss: 0.1 } };
    expect(lostOf(bench)).toEqual(lost);
  });

  it.each(Object.entries(OTHERS))('loses no %s by chance', (_name, datagram) => {
    const bench = benchOf({ up: { loss: 1 } });
    bench.send(1, datagram);
    bench.send(2);
    expect(bench.order()).toEqual([1]);
  });

  it('delays every datagram by the same time', async () => {
    const bench = benchOf({ up: { delayMs: 80 } });
    bench.send(1);
    await bench.clock.advance(30);
    bench.send(2, OTHERS['a check of ICE']);
    await bench.clock.advance(200);
    expect(bench.arrived).toEqual([
      { n: 1, at: 80 },
      { n: 2, at: 110 },
    ]);
  });

  it('jitters within its bound, and lets nothing overtake', async () => {
    const bench = benchOf({ up: { delayMs: 50, jitterMs: 40 } });
    for (let n = 0; n < 100; n += 1) {
      bench.send(n);
      await bench.clock.advance(10);
    }
    await bench.clock.advance(100);
    const late = bench.arrived.map(({ n, at }) => at - 10 * n);
    expect(bench.order()).toEqual([...Array(100).keys()]);
    expect(Math.min(...late)).toBeGreaterThanOrEqual(50);
    expect(Math.max(...late)).toBeLessThanOrEqual(90);
    expect(new Set(late.map(Math.round)).size).toBeGreaterThan(10);
  });

  it('that becomes good again delivers what is under way first', async () => {
    const bench = benchOf({ up: { delayMs: 80 } });
    bench.send(1);
    bench.faults.alice = {};
    bench.send(2);
    expect(bench.order()).toEqual([]);
    await bench.clock.advance(80);
    expect(bench.order()).toEqual([1, 2]);
    bench.send(3);
    expect(bench.order()).toEqual([1, 2, 3]);
  });

  it('that is cut carries nothing of any kind, until it is restored', () => {
    const bench = benchOf({ up: { cut: true } });
    bench.send(1);
    Object.values(OTHERS).forEach((datagram) => bench.send(2, datagram));
    bench.faults.alice = {};
    bench.send(3);
    expect(bench.order()).toEqual([3]);
  });

  it('that is narrow lets a packet pass after the other and loses what does not fit', async () => {
    const bench = benchOf({ up: { kbps: 100 } });
    for (let n = 1; n <= 6; n += 1) bench.send(n, BIG);
    await bench.clock.advance(1000);
    // Ahead of the fifth are 320 ms of others.
    expect(bench.arrived.map(({ n, at }) => `${n}: ${at}`)).toEqual([
      '1: 80',
      '2: 160',
      '3: 240',
      '4: 320',
    ]);
    bench.send(7, BIG);
    await bench.clock.advance(80);
    expect(bench.order()).toEqual([1, 2, 3, 4, 7]);
  });

  it('that is closed loses what is under way and leaves no timer', async () => {
    const bench = benchOf({ up: { delayMs: 80 } });
    bench.send(1);
    bench.network.close();
    expect(bench.clock.pending).toBe(0);
    await bench.clock.advance(100);
    expect(bench.order()).toEqual([]);
  });
});

describe('a network', () => {
  it('has its own losses in each direction, and other ones than another user', () => {
    const both = { up: { loss: 0.5 }, down: { loss: 0.5 } };
    const alice = benchOf(both);
    const down: number[] = [];
    for (let n = 0; n < 1000; n += 1) alice.network.down.carry(RTP, () => down.push(n));
    const bob = benchOf({}, { userID: 'bob' });
    bob.faults.bob = both;
    const arrivals = [down, benchOf(both), bob].map((one) => {
      if (Array.isArray(one)) return one.join();
      lostOf(one);
      return one.order().join();
    });
    expect(new Set(arrivals).size).toBe(3);
  });

  it("of a user who is not named is everyone's", () => {
    const bench = benchOf({}, { userID: 'bob' });
    bench.faults['*'] = { up: { cut: true } };
    bench.send(1);
    bench.faults.bob = {};
    bench.send(2);
    expect(bench.order()).toEqual([2]);
  });

  it('adds to a round trip what both ways add', () => {
    const { network } = benchOf({ up: { delayMs: 80, jitterMs: 10 }, down: { delayMs: 100 } });
    expect(network.addedRoundTripMs).toBe(190);
  });

  it.each(['constructor', '__proto__'])('of a user called %s is good', (userID) => {
    const bench = benchOf({}, { userID });
    bench.send(1);
    expect(bench.order()).toEqual([1]);
  });
});
