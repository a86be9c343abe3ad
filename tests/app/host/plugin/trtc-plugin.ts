/**
 * The native TRTC plug-in as it is packed with an App: the strict stand-in, with trtc-js-sdk behind it. A call of
 * the App is checked here and carried out in the page that took the instance, where its native views are drawn.
 */
import type { Clock } from '../../../../src/runtime/clock';
import { StrictPlugin, type PluginBackend } from '../../../support/strict-plugin';
import { EVENTS, type EventName } from '../../../support/strict-plugin/surface';
import type { Phone } from '../device/phone';
import type { Emitter } from '../emitter';
import type { NvueElement } from '../nvue/document';
import type { NativeModules } from '../service/weex';
import type { CloudAddresses, PluginCall, PluginSaid } from './calls';
import type { NativePage, PackedPlugin } from './packed-plugin';

const MODULE = 'TRTCCloudUniPlugin-TRTCCloudImpl';
const VIEWS: Record<string, 'local' | 'remote'> = {
  'TRTCCloudUniPlugin-TXLocalViewComponent': 'local',
  'TRTCCloudUniPlugin-TXRemoteViewComponent': 'remote',
};

const CARRIED_OUT = [
  ...(['destroySharedInstance', 'enterRoom', 'exitRoom', 'startLocalPreview'] as const),
  ...(['stopLocalPreview', 'switchCamera', 'muteLocalVideo', 'muteLocalAudio'] as const),
  ...(['startRemoteView', 'stopRemoteView', 'startLocalAudio', 'stopLocalAudio'] as const),
] satisfies (keyof PluginBackend)[];

const contextOf = ({ id }: NativePage) => `page ${id}`;

const clock: Clock = {
  now: () => performance.now(),
  wall: () => Date.now(),
  at(deadline, callback) {
    const timer = setTimeout(callback, Math.max(0, deadline - performance.now()));
    return () => clearTimeout(timer);
  },
};

export class TrtcPlugin implements PackedPlugin {
  readonly strict: StrictPlugin;
  /** The page that called `sharedInstance` last. */
  private owner: NativePage | undefined;
  private readonly takeOut = new Map<NvueElement, () => void>();

  constructor(
    private readonly phone: Phone,
    private readonly cloud: CloudAddresses,
  ) {
    const carryOut = (method: PluginCall['method']) =>
      [
        method,
        (...parameters: unknown[]) => this.post({ method, parameters, cloud: this.cloud }),
      ] as const;
    this.strict = new StrictPlugin({
      clock,
      backend: () => Object.fromEntries(CARRIED_OUT.map(carryOut)) as PluginBackend,
    });
    for (const device of ['camera', 'microphone'] as const) {
      Object.defineProperty(this.strict.permissions, device, {
        get: () => (this.phone.permissions.mayCapture(device) ? 'granted' : 'denied'),
      });
    }
  }

  modules(page: NativePage | undefined, events: Emitter): NativeModules {
    const name = page ? contextOf(page) : 'app-service';
    const { module, globalEvent } = this.strict.context(name);
    page?.onMessage((said) => {
      const { event, data } = said as PluginSaid;
      this.strict.emit(event as EventName, ...data);
    });
    const isOurs = (event: string) => (EVENTS as readonly string[]).includes(event);
    const taken = { ...module, sharedInstance: () => this.take(page, module.sharedInstance!) };
    return {
      [MODULE]: taken,
      globalEvent: {
        addEventListener: (event: string, listener: (event: unknown) => void) =>
          (isOurs(event) ? globalEvent : events).addEventListener(event, listener),
        removeEventListener: (event: string, listener: (event: unknown) => void) =>
          (isOurs(event) ? globalEvent : events).removeEventListener(event, listener),
      },
    };
  }

  inserted(element: NvueElement): void {
    const kind = VIEWS[element.type];
    if (!kind) return;
    const { viewId, userId } = element.attr as { viewId: string; userId?: string };
    this.takeOut.set(element, this.strict.insertView({ kind, viewId, ...(userId && { userId }) }));
  }

  removed(element: NvueElement): void {
    this.takeOut.get(element)?.();
    this.takeOut.delete(element);
  }

  died(page: NativePage): void {
    this.strict.contextGone(contextOf(page));
  }

  gone(page: NativePage): void {
    // Here a context lives on until its work is done; there is nothing left to draw into.
    if (this.owner?.id === page.id) this.owner = { ...page, post: () => undefined };
  }

  /** What a phone would punish, and what is left when the App has no call. */
  get violations(): string[] {
    return this.strict.violations;
  }

  /** Ends it. @returns all violations */
  end(): string[] {
    return this.strict.end();
  }

  private take(page: NativePage | undefined, sharedInstance: () => void): void {
    this.owner = page;
    sharedInstance();
  }

  private post(call: PluginCall): void {
    if (!this.owner) this.strict.violations.push(`${call.method} outside of a page with views`);
    this.owner?.post(call);
  }
}
