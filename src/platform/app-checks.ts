/** The checks of an App look at its system's permissions, and open sockets with care. */
import type { AppDevice, AppPermissions, PermissionState } from '../media/app';
import type { EnvironmentChecks, PermissionAnswer } from '../runtime/environment';
import { inOwnMillisecond } from './own-millisecond';
import { uniReach } from './uni-checks';

const ANSWERS: Record<PermissionState, PermissionAnswer> = {
  granted: 'granted',
  denied: 'denied',
  undecided: 'prompt',
  undeclared: 'denied',
};

/** @param permissions is called when the checks run: before that there may be no App yet */
export function appChecks(permissions: () => AppPermissions): EnvironmentChecks {
  return {
    async facts() {
      const { state } = permissions();
      const answer = (device: AppDevice) => ANSWERS[state(device)];
      return {
        permission: { microphone: answer('microphone'), camera: answer('camera') },
        devices: {},
      };
    },
    reach: (address, ms) => uniReach(address, ms, inOwnMillisecond),
  };
}
