/** The shipped clock that a test turns, under the name that these tests know. */
export { VirtualClock } from '../../src/runtime/virtual-clock';
