/**
 * The fake media driver has rooms in memory, and switches for everything that goes wrong in real ones.
 * It is also the walked example for a new driver: each rule of the port is one short method here.
 */
export { createFakeRooms } from './rooms';
export type { FakeMedia, FakeRoomControls, FakeRooms } from './rooms';
export type { FakeMediaKnobs, FakeMediaOptions } from './knobs';
export { FakeProbe, type FakeNetworkSide, type FakeProbeStep } from './network-probe';
