/** Devices are taken in the page, and allowed by the system of the phone: this step brings the two together. */
import type { Logger } from '../../log';
import type { DeviceRequest } from '../port';
import type { Call } from './call';
import type { TakeRequest, Verb } from './messages';
import type { PageClient } from './page-client';
import type { PermissionStep } from './permission-step';
import type { Support } from './support';

interface Deps {
  permission: PermissionStep;
  support: Support;
  log: Logger;
  /** Waits for the page. */
  page(call: Call): Promise<PageClient>;
  /** Tells the page at once if there is one. */
  set(call: Call, verb: Verb, ...args: unknown[]): Promise<void>;
}

const CAMERA = { audio: false, video: true };

export class DeviceStep {
  constructor(private readonly deps: Deps) {}

  /** @throws CallError 60003–60006, 61007, 61011 */
  async prepare(call: Call, request: DeviceRequest): Promise<void> {
    const { permission, support, page: pageFor } = this.deps;
    call.hasDevices = true;
    await permission.run(call.scope, call.wished(request), async (anew) => {
      if (anew) return this.takeAnew(call, anew);
      const page = await pageFor(call);
      // The page may have said only now what its context lacks.
      support.assertCanSend(request);
      await support.during(request, call.scope.race(page.ask('prepare', request)));
    });
  }

  /** @throws CallError 60004–60006, 61011; the camera is off then */
  async setCamera(call: Call, on: boolean): Promise<void> {
    const { permission, support, log, set } = this.deps;
    call.camera = on;
    call.kept.keep('camera', 'setCamera', on);
    const take = () => support.during(CAMERA, set(call, 'setCamera', on));
    if (!on || !call.hasDevices) return take();
    try {
      const run = (anew?: TakeRequest) => (anew ? this.takeAnew(call, anew) : take());
      await permission.run(call.scope, CAMERA, run);
    } catch (error) {
      call.camera = false;
      call.kept.forget('camera');
      // The user may still allow it, and the page would then show who believes to be unseen.
      call.watch(set(call, 'setCamera', false), (failed) => {
        log.warn('the camera was not turned off again', failed);
      });
      throw error;
    }
  }

  /** Takes again what the plug-in took before the user had allowed it; a web view asks before it takes anything. */
  private async takeAnew(call: Call, request: TakeRequest): Promise<void> {
    const { support, set } = this.deps;
    if (support.kind === 'web') return;
    await support.during(request, set(call, 'prepare', request));
  }
}
