/** The faults of the whole emulator: those of IM and those of TRTC, switched off together. */
import { createImFaults, type ImFaults } from './im/faults';
import { createTrtcFaults, resetTrtcFaults, type TrtcFaults } from './trtc/faults';

/** Everything that can go wrong in the local cloud, as plain data that a test or a page turns. */
export interface EmulatorFaults {
  im: ImFaults;
  trtc: TrtcFaults;
  /** Both back to good behaviour. */
  reset(): void;
}

export function createFaults(): EmulatorFaults {
  const im = createImFaults();
  const trtc = createTrtcFaults();
  return {
    im,
    trtc,
    reset() {
      im.reset();
      resetTrtcFaults(trtc);
    },
  };
}
