/**
 * The driver of an App is a media port whose rooms and devices are in a page. It forwards to the page that is there,
 * keeps what is set before one comes, and answers for the permissions, which are the App's and not a page's.
 *
 * ```
 *             prepare, enter                    leave                     the page has left, or 2.8 s
 *  no call ─────────────────▶ a page is wanted ───────▶ it is still wanted ─────────────────────────▶ no call
 *                             │ it says hello: what was kept, then what waits for it
 *                             │ it is gone, silent, or another comes: all that it was asked rejects with 61011,
 *                             ▼ and in a room the connection is reported as lost
 * ```
 */
import { CallError } from '../../errors';
import type { Logger } from '../../log';
import { Listeners } from '../../runtime/listeners';
import { within } from '../../runtime/within';
import type { PageLink } from '../page-link';
import type {
  DeviceKind,
  DeviceRequest,
  MediaCheck,
  MediaDevice,
  MediaEvent,
  RoomRequest,
  VideoQuality,
  ViewRequest,
} from '../port';
import type { AppMedia, AppMediaOptions } from './app-media';
import { Call } from './call';
import { DeviceStep } from './device-step';
import { Kept } from './kept';
import { Leavings } from './leavings';
import type { Verb } from './messages';
import type { PageClient } from './page-client';
import { PageSlot } from './page-slot';
import { PermissionStep } from './permission-step';
import { Support } from './support';

/** ms for an answer that nothing but the page keeps waiting. */
const ANSWER_WITHIN = 5000;

const BOTH = { audio: true, video: true };

/** Makes the driver of an App. */
export function createAppMedia(options: AppMediaOptions): AppMedia {
  return new AppDriver(options);
}

class AppDriver implements AppMedia {
  readonly pageLink: PageLink;
  private readonly log: Logger;
  private readonly listeners: Listeners<MediaEvent>;
  private readonly permission: PermissionStep;
  private readonly slot: PageSlot;
  private readonly support: Support;
  private readonly taking: DeviceStep;
  private readonly stopWatching: (() => void)[];
  /** Quality and chosen devices outlive a call, and a page. */
  private readonly settings = new Kept();
  private call = new Call();
  private readonly leavings: Leavings;
  private disposing: Promise<void> | undefined;

  constructor(private readonly options: AppMediaOptions) {
    const { clock, lifecycle, proxy } = options;
    this.log = options.log.scoped('media');
    this.listeners = new Listeners(this.log, 'media events');
    this.permission = new PermissionStep(options.permissions, clock);
    const given = { option: options.option, hasPlugin: options.hasPlugin() };
    this.support = new Support(given, this.permission);
    this.leavings = new Leavings({ clock, log: this.log });
    this.slot = new PageSlot({
      kind: this.support.kind,
      settings: () => ({ proxy, logLevel: options.log.level }),
      clock,
      log: this.log,
      canOnlyReceive: () => this.support.canOnlyReceive,
      facts: (kind, facts) => this.support.learn(kind, facts),
      ready: (page, isNew) => this.tellKept(page, isNew),
      event: (event) => this.heard(event),
      lost: (why) => this.lost(why),
      silent: () => options.abandoned?.(this.hasRoom),
      replaced: (page) => this.replaced(page),
    });
    this.pageLink = this.slot.link;
    this.taking = new DeviceStep({
      ...{ permission: this.permission, support: this.support, log: this.log },
      page: (call) => this.pageFor(call),
      set: (call, verb, ...args) => this.set(call, verb, ...args),
    });
    this.stopWatching = [
      lifecycle.onShow(() => {
        this.permission.forget();
        this.slot.setHidden(false);
      }),
      lifecycle.onHide(() => this.slot.setHidden(true)),
    ];
  }

  async check(request: DeviceRequest): Promise<MediaCheck> {
    const obstacle = this.support.obstacle(request);
    if (obstacle) {
      const none = { microphone: false, camera: false, permission: 'denied' } as const;
      return { canSend: false, ...obstacle, ...none };
    }
    return { canSend: true, microphone: true, camera: true, ...this.support.permission(request) };
  }

  async prepare(request: DeviceRequest): Promise<void> {
    const call = this.assertAlive();
    this.support.assertCanSend(request);
    await this.begin(call);
    await this.taking.prepare(call, request);
  }

  async enter(request: RoomRequest): Promise<void> {
    const call = this.assertAlive();
    this.support.assertCanEnter();
    if (call.roomID !== undefined) {
      throw CallError.roomEntryFailed('this driver is in a room already');
    }
    call.roomID = request.roomID;
    try {
      await this.begin(call);
      const page = await this.pageFor(call);
      await this.support.during(BOTH, call.scope.race(page.ask('enter', request)));
      call.isInRoom = true;
    } catch (error) {
      call.roomID = undefined;
      throw error;
    }
  }

  async publish(): Promise<void> {
    const call = this.assertAlive();
    const { page } = this.slot;
    if (!page?.isReady) throw CallError.publishFailed('not in a room');
    await this.support.during(BOTH, call.scope.race(page.ask('publish')));
  }

  async leave(): Promise<void> {
    const { call } = this;
    const { page } = this.slot;
    this.call = new Call();
    call.scope.end();
    if (call.hasUsedPage && page) this.leavePage(page, call);
    // Two calls in a row wait for the same leaving.
    await this.leavings.done;
    if (this.leavings.areDone && !this.call.wantsPage) this.slot.want(false);
  }

  async setMicrophone(on: boolean): Promise<void> {
    const call = this.assertAlive();
    call.kept.keep('microphone', 'setMicrophone', on);
    await this.set(call, 'setMicrophone', on);
  }

  async setCamera(on: boolean): Promise<void> {
    await this.taking.setCamera(this.assertAlive(), on);
  }

  async setQuality(quality: VideoQuality): Promise<void> {
    this.assertAlive();
    this.settings.keep('quality', 'setQuality', quality);
    await this.answer('setQuality', quality);
  }

  /** @returns nothing before there is a page: it alone can list its devices */
  async devices(kind: MediaDevice['kind']): Promise<MediaDevice[]> {
    return ((await this.answer('devices', kind)) ?? []) as MediaDevice[];
  }

  async switchDevice(kind: DeviceKind, deviceId: string): Promise<void> {
    this.assertAlive();
    await this.answer('switchDevice', kind, deviceId);
    this.settings.keep(kind, 'switchDevice', kind, deviceId);
  }

  async attach(request: ViewRequest): Promise<void> {
    const call = this.assertAlive();
    call.kept.keep(`view ${request.userID}`, 'attach', request);
    await this.set(call, 'attach', request);
  }

  async detach(userID: string): Promise<void> {
    const call = this.assertAlive();
    call.kept.forget(`view ${userID}`);
    await this.set(call, 'detach', userID);
  }

  unlock(): void {
    this.slot.page?.tell('unlock');
  }

  onEvent(listener: (event: MediaEvent) => void): () => void {
    return this.listeners.add(listener);
  }

  dispose(): Promise<void> {
    this.disposing ??= this.close();
    return this.disposing;
  }

  private async close(): Promise<void> {
    for (const stop of this.stopWatching) stop();
    this.listeners.clear();
    await this.leave();
    this.slot.close();
  }

  /** @throws CallError 61015 */
  private assertAlive(): Call {
    if (this.disposing) throw CallError.destroyed();
    return this.call;
  }

  /** Wants a page from now on, and waits until the call before has left its room. */
  private begin(call: Call): Promise<void> {
    call.wantsPage = true;
    this.slot.want(true);
    return call.scope.race(this.leavings.done);
  }

  private async pageFor(call: Call): Promise<PageClient> {
    const page = await this.slot.ready(call.scope);
    call.hasUsedPage = true;
    return page;
  }

  /** Tells the page at once if there is one; else it hears of it when it comes. */
  private async set(call: Call, verb: Verb, ...args: unknown[]): Promise<void> {
    const { page } = this.slot;
    if (!page?.isReady) return;
    call.hasUsedPage = true;
    await call.scope.race(page.ask(verb, ...args));
  }

  /** Asks the page if there is one. @throws CallError 61011 where it does not answer */
  private async answer(verb: Verb, ...args: unknown[]): Promise<unknown> {
    const { page } = this.slot;
    return (
      page &&
      within(this.options.clock, ANSWER_WITHIN, page.ask(verb, ...args), () => {
        throw CallError.cancelled(`the page of the call does not answer '${verb}'`);
      })
    );
  }

  private tellKept(page: PageClient, isNew: boolean): void {
    const { call } = this;
    const kept = call.kept.all();
    if (kept.length > 0) call.hasUsedPage = true;
    for (const { verb, args } of [...(isNew ? this.settings.all() : []), ...kept]) {
      call.watch(page.ask(verb, ...args), (error) => {
        this.log.warn(`'${verb}', set before the page came, failed`, error);
      });
    }
    // Without a page none could be listed.
    if (isNew) this.listeners.emit({ kind: 'devices-changed' });
  }

  private heard(event: MediaEvent): void {
    const { call } = this;
    if ('roomID' in event && event.roomID !== call.roomID) return;
    if (event.kind === 'room-closed') call.isInRoom = false;
    if (event.kind !== 'warning') return this.listeners.emit(event);
    this.listeners.emit({ ...event, error: this.support.inApp(event.error, BOTH) });
  }

  /** A room is entered, asked for, or being left. */
  private get hasRoom(): boolean {
    return this.call.roomID !== undefined || this.leavings.haveRoom;
  }

  private leavePage(page: PageClient, { roomID }: Call): void {
    this.leavings.add(page, roomID !== undefined, () => this.slot.left(page));
  }

  private replaced(page: PageClient): void {
    if (this.call.hasUsedPage) this.leavePage(page, this.call);
    this.lost('another page took the place of the one that carried the call');
  }

  private lost(why: string): void {
    const { roomID, isInRoom } = this.call;
    this.log.log(why);
    if (!isInRoom || roomID === undefined) return;
    this.call.isInRoom = false;
    this.listeners.emit({ kind: 'connection', roomID, state: 'lost' });
  }
}
