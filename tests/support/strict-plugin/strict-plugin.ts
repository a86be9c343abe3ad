import type { Clock } from '../../../src/runtime/clock';
import { Delivery, type DeliveryKnobs, type Listener } from './delivery';
import { Order, type EnterParameters } from './order';
import { SURFACE, wrongShape, type EventName, type MethodName } from './surface';

/**
 * The backend makes what a call leads to. It is given calls of the right shape only, in the native form, and
 * none for which there is no permission or no view. All of it is optional: what is missing does nothing.
 */
export interface PluginBackend {
  sharedInstance?(): void;
  destroySharedInstance?(): void;
  /** Answers by onEnterRoom; events about others come after it. */
  enterRoom?(parameters: EnterParameters): void;
  /** Answers by onExitRoom. */
  exitRoom?(): void;
  /** `userId` is the id of the view. */
  startLocalPreview?(parameters: { isFrontCamera: boolean; userId: string }): void;
  stopLocalPreview?(): void;
  switchCamera?(isFront: boolean): void;
  setVideoEncoderParam?(parameters: {
    videoResolution: number;
    videoResolutionMode: 0 | 1;
    videoFps: number;
    videoBitrate: number;
  }): void;
  muteLocalVideo?(parameters: { streamType: 0 | 2; mute: boolean }): void;
  muteLocalAudio?(mute: boolean): void;
  startRemoteView?(parameters: { userId: string; streamType: 0 | 1 | 2; viewId: string }): void;
  stopRemoteView?(parameters: { userId: string; streamType: 0 | 1 | 2 }): void;
  startLocalAudio?(quality: 1 | 2 | 3): void;
  stopLocalAudio?(): void;
  setAudioRoute?(route: 0 | 1): void;
  enableAudioVolumeEvaluation?(ms: number): void;
}

export interface StrictPluginOptions {
  clock: Clock;
  /** @param emit passes an event on, as the native SDK would name it */
  backend(emit: (event: EventName, ...data: unknown[]) => void): PluginBackend;
}

/** A view is a native component that is in the page now. */
export interface PluginView {
  kind: 'local' | 'remote';
  viewId: string;
  /** It is the attribute of a remote view. */
  userId?: string;
}

/** What one JavaScript context is given by `uni.requireNativePlugin` and `weex.requireModule('globalEvent')`. */
export interface PluginContext {
  module: Record<string, (...parameters: unknown[]) => void>;
  globalEvent: {
    addEventListener(name: string, listener: Listener): void;
    removeEventListener(name: string, listener: Listener): void;
  };
}

type Device = 'camera' | 'microphone';

const NOT_AUTHORISED = { camera: -1314, microphone: -1317 } as const;
const NO_VIEW = -2;

/** @see ./index.ts */
export class StrictPlugin {
  /** What a phone would have punished, each with the sentence that says what was done. */
  readonly violations: string[] = [];
  /** Every call with its parameters, in order. */
  readonly calls: [MethodName, ...unknown[]][] = [];
  readonly knobs: DeliveryKnobs;
  /** `prompt`: the system asks at the first capture, as iOS does. */
  readonly permissions: Record<Device, 'granted' | 'denied' | 'prompt'> = {
    camera: 'granted',
    microphone: 'granted',
  };
  /** Counts the prompts that the user has seen. */
  prompts = 0;
  private readonly order: Order;
  private readonly delivery: Delivery;
  private readonly backend: PluginBackend;
  private readonly views = new Map<string, PluginView>();
  private asking: { device: Device; start: () => void }[] = [];

  constructor({ clock, backend }: StrictPluginOptions) {
    const violation = (text: string) => void this.violations.push(text);
    this.order = new Order(clock, violation);
    this.delivery = new Delivery(clock, {
      violation,
      isAlive: () => this.order.alive,
      heard: (name, data) => this.order.heard(name, data),
    });
    this.knobs = this.delivery.knobs;
    this.backend = backend((event, ...data) => this.emit(event, ...data));
  }

  /** Gives a JavaScript context its module and its events. @param name tells contexts apart */
  context(name: string): PluginContext {
    const methods = Object.fromEntries(
      (Object.keys(SURFACE) as MethodName[]).map((method) => [
        method,
        (...parameters: unknown[]) => this.call(name, method, parameters),
      ]),
    ) as PluginContext['module'];
    const module = new Proxy(methods, {
      get: (target, key) => {
        if (typeof key === 'string' && !(key in target) && !NOT_ASKED_BY_CALLERS.test(key)) {
          this.violations.push(`there is no method ${key}`);
        }
        return Reflect.get(target, key) as unknown;
      },
    });
    return {
      module,
      globalEvent: {
        addEventListener: (event, listener) => this.delivery.add(name, event, listener),
        removeEventListener: (event, listener) => this.delivery.remove(name, event, listener),
      },
    };
  }

  /** A context died, as with its page: what it had on goes on until somebody takes the instance; its views do not. */
  contextGone(name: string): void {
    this.delivery.forget(name);
    this.order.remoteViews.clear();
  }

  /** A native component came into the page. @returns to be called when it is taken out */
  insertView(view: PluginView): () => void {
    if (view.kind === 'remote' && !view.userId) {
      this.violations.push(`the view ${view.viewId} has no userId: it stays black`);
    }
    if (this.views.has(view.viewId)) this.violations.push(`two views have the id ${view.viewId}`);
    this.views.set(view.viewId, view);
    return () => {
      if (this.views.get(view.viewId) !== view) return;
      this.views.delete(view.viewId);
      if ([...this.order.remoteViews.values()].includes(view.viewId)) {
        this.violations.push(`the view ${view.viewId} was taken out while it was shown`);
      }
    };
  }

  /** Passes an event on, as if the native SDK had it. */
  emit(event: EventName, ...data: unknown[]): void {
    this.delivery.emit(event, data);
  }

  /** The same, after so many ms, whatever has become of the room since. */
  emitLate(ms: number, event: EventName, ...data: unknown[]): void {
    this.delivery.emit(event, data, ms);
  }

  /** The user answers the prompts that are open. */
  answerPrompts(answer: 'granted' | 'denied'): void {
    for (const { device, start } of this.asking.splice(0)) {
      this.permissions[device] = answer;
      start();
    }
  }

  /** Counts what is left: all are 0 once the plug-in is not used any more. */
  held(): Record<string, number> {
    const { alive, preview, audio, remoteViews } = this.order;
    return {
      instances: Number(alive),
      cameras: Number(preview !== undefined),
      microphones: Number(audio),
      startedViews: remoteViews.size,
      listeners: this.delivery.listening,
    };
  }

  /** Ends the test. @returns all violations, with what is left */
  end(): string[] {
    const { listening } = this.delivery;
    const left = [...this.order.left(), ...(listening > 0 ? [`${listening} listeners left`] : [])];
    this.violations.push(...left);
    this.delivery.close();
    return this.violations;
  }

  private call(context: string, method: MethodName, given: unknown[]): void {
    const parameters = given.map(asJson);
    this.calls.push([method, ...parameters]);
    const fault = wrongShape(method, given);
    if (fault !== undefined) return void this.violations.push(fault);
    if (method === 'sharedInstance') this.taken(context);
    this.order.called(method, parameters);
    if (this.viewIsMissing(method, parameters)) return this.emit('onError', NO_VIEW, 'no view', '');
    const device = DEVICE_OF[method];
    const run = () => {
      const handler = this.backend[method as keyof PluginBackend] as
        ((...given: unknown[]) => void) | undefined;
      handler?.apply(this.backend, parameters);
    };
    if (device) this.capture(device, run);
    else run();
    if (method === 'stopLocalPreview') this.stopAsking('camera');
    if (method === 'stopLocalAudio') this.stopAsking('microphone');
  }

  private taken(context: string): void {
    for (const event of ['onError', 'onEnterRoom', 'onExitRoom'] as const) {
      if (!this.delivery.has(context, event)) {
        this.violations.push(`sharedInstance before somebody listens to ${event}`);
      }
    }
    this.delivery.owner = context;
  }

  private viewIsMissing(method: MethodName, [parameters]: unknown[]): boolean {
    if (method !== 'startLocalPreview' && method !== 'startRemoteView') return false;
    const local = method === 'startLocalPreview';
    const { userId, viewId } = parameters as { userId: string; viewId?: string };
    const view = this.views.get(local ? userId : (viewId ?? ''));
    const fits = view?.kind === (local ? 'local' : 'remote') && (local || view.userId === userId);
    if (fits) return false;
    // The instance shows nothing, so a later start is no second one.
    if (local) this.order.preview = undefined;
    this.violations.push(`${method} before the view ${local ? userId : viewId} is in the page`);
    return true;
  }

  private capture(device: Device, start: () => void): void {
    const permission = this.permissions[device];
    if (permission === 'granted') return start();
    if (permission === 'denied') {
      return this.emit('onError', NOT_AUTHORISED[device], `${device} not authorised`, '');
    }
    this.prompts += 1;
    this.asking.push({ device, start: () => this.capture(device, start) });
  }

  private stopAsking(device: Device): void {
    this.asking = this.asking.filter((one) => one.device !== device);
  }
}

const DEVICE_OF: Partial<Record<MethodName, Device>> = {
  startLocalPreview: 'camera',
  startLocalAudio: 'microphone',
};

/** What crosses to native code is JSON, and keeps nothing of the context that called. */
const asJson = (value: unknown): unknown =>
  value === undefined ? undefined : (JSON.parse(JSON.stringify(value) ?? 'null') as unknown);

/** Frameworks look at every object for these. */
const NOT_ASKED_BY_CALLERS =
  /^(__|then$|toJSON$|constructor$|\$\$typeof$|asymmetricMatch$|nodeType$)/;
