import { ErrorCode } from '../../error-codes';
import { CallError } from '../../errors';
import type { Logger } from '../../log';
import { CallScope } from '../../runtime/call-scope';
import type { Clock } from '../../runtime/clock';
import type { LivePlayerEvent, LivePusherEvent } from '../live-view';
import type { MediaEvent, RoomRequest } from '../port';
import { PUSHER_CODES, reportOf, textMeaning } from './codes';
import type { Report } from './codes';
import { LocalMedia } from './local-media';
import { Meters } from './meters';
import type { ViewState } from './view-state';
import { askPermission, NOT_GRANTED } from './permissions';
import { Players } from './players';
import type { PusherRoom } from './pusher-room';
import type { RoomHooks } from './room-hooks';

import { roomURL } from './room-url';
import type { WeixinApi } from './weixin-api';

export interface CallMediaDeps {
  wx: WeixinApi;
  clock: Clock;
  log: Logger;
  room: PusherRoom;
  page: ViewState;
  emit(event: MediaEvent): void;
  /** Hears that this mini-program may not use the components. */
  notGranted(): void;
}

interface Joined {
  userSig: string;
  players: Players;
  meters: Meters;
}

/** The media of a call are all that belongs to it, from the first `prepare` or `enter` to `leave`. */
export class CallMedia {
  readonly scope = new CallScope();
  readonly local: LocalMedia;
  /** It is there once a room was asked for. */
  private joined: Joined | undefined;

  constructor(private readonly deps: CallMediaDeps) {
    const { wx, clock, log, room, page } = deps;
    this.local = new LocalMedia(
      {
        scope: this.scope,
        clock,
        log,
        emit: (event) => this.emit(event),
        ask: (request) => askPermission(wx, request),
        isIn: () => !this.scope.over && room.isIn,
        pusher: () => room.pusher,
        redact: (error) => this.redact(error),
        changed: () => page.refreshPusher(this.local),
      },
      page.camera,
    );
  }

  get players(): Players | undefined {
    return this.joined?.players;
  }

  /** @throws CallError 61007, 60006, 61010, 61011 */
  async enter(request: RoomRequest): Promise<void> {
    if (this.joined) throw CallError.roomEntryFailed('this driver is in a room already');
    const url = roomURL(request);
    const { clock, log, room, page } = this.deps;
    const { userID, roomID, userSig } = request;
    const emit = (event: MediaEvent) => this.emit(event);
    const changed = () => this.refreshPlayers();
    const players = new Players({ userID, roomID, clock, log, emit, changed });
    players.soundMode = page.soundMode;
    this.joined = { userSig, players, meters: new Meters({ userID, roomID, clock, emit }) };
    this.keepScreenOn(true);
    try {
      await this.scope.race(room.enter(url, this.hooks(roomID, this.joined)));
    } catch (error) {
      if (!this.scope.over) this.clear();
      if (error instanceof CallError && error.code === ErrorCode.NotSupported)
        this.deps.notGranted();
      throw error;
    }
  }

  /** Ends what is pending; nothing is reported any more. Resolves when the live-pusher stopped. */
  end(): Promise<void> {
    this.scope.end();
    const left = this.deps.room.leave();
    this.clear();
    return left;
  }

  refreshPlayers(): void {
    const { page } = this.deps;
    if (this.joined) this.joined.players.soundMode = page.soundMode;
    const players = this.joined?.players.list() ?? [];
    this.joined?.meters.keep(players.map(({ streamID }) => streamID));
    page.view.setPlayers(players);
  }

  pusherEvent(type: LivePusherEvent, detail: unknown): void {
    const { room } = this.deps;
    if (!this.joined || !room.isWanted) return;
    room.health.onActivity();
    switch (type) {
      case 'netstatus':
        return room.health.level(this.joined.meters.pusher(detail));
      case 'audiovolumenotify':
        return this.joined.meters.ownVolume(detail);
      case 'statechange':
      case 'error':
        return this.pusherReports(detail, this.joined);
    }
  }

  playerEvent(streamID: string, type: LivePlayerEvent, detail: unknown): void {
    switch (type) {
      case 'statechange':
        return this.joined?.players.state(streamID, detail);
      case 'netstatus':
        return this.joined?.meters.player(streamID, detail);
      case 'audiovolumenotify':
        return this.joined?.meters.volumeOf(streamID, detail);
    }
  }

  private pusherReports(detail: unknown, { players }: Joined): void {
    if (!reportOf(detail)) return;
    const report = this.redact(detail);
    const row = report.code === 0 ? undefined : PUSHER_CODES[report.code];
    const means = row?.means ?? textMeaning(report.message);
    const { log, room } = this.deps;
    if (means === 'not-granted') {
      this.deps.notGranted();
      return room.giveUp(CallError.notSupported(NOT_GRANTED, report));
    }
    // The lists of users are left out of the log.
    const text = means?.kind === 'users' ? '' : report.message;
    log.debug(`live-pusher: ${report.code} ${row?.text ?? 'not known'}`, text);
    switch (means?.kind) {
      case 'camera-on':
        return this.local.cameraIsOn();
      case 'device':
        return this.local.failed(means, report);
      case 'encoder':
        return this.emit({ kind: 'warning', error: CallError.publishFailed(report) });
      case 'users':
        // What still comes of a room that was left says nothing about the next one.
        if (!room.isNear) return;
        players.users(means.what, report.message);
    }
    if (means) room.hear(means, report);
  }

  private hooks(roomID: number, { players, meters }: Joined): RoomHooks {
    return {
      redact: (error) => this.redact(error),
      changed: () => this.deps.page.refreshPusher(this.local),
      entered: () => this.local.apply(),
      left: () => players.suspect(),
      settled: () => players.settle(),
      connection: (state) => this.emit({ kind: 'connection', roomID, state }),
      closed: (reason) => {
        players.close();
        meters.close();
        this.refreshPlayers();
        this.emit({ kind: 'room-closed', roomID, reason });
      },
    };
  }

  /** Takes the userSig out of a report: WeChat may quote the address that it was given. */
  private redact(error: unknown): Report {
    const { code, message } = reportOf(error) ?? { code: 0, message: '' };
    const userSig = this.joined?.userSig;
    return { code, message: userSig ? message.split(userSig).join('…') : message };
  }

  /** Takes everything of a room out of the page, above all its address. */
  private clear(): void {
    const { page } = this.deps;
    if (this.joined) {
      this.joined.players.close();
      this.joined.meters.close();
      this.keepScreenOn(false);
    }
    this.joined = undefined;
    this.refreshPlayers();
    page.refreshPusher(this.local);
    page.view.flush();
  }

  /** Keeps the phone awake: one that falls asleep suspends the mini-program, and with it the call. */
  private keepScreenOn(on: boolean): void {
    const { wx, log } = this.deps;
    wx.setKeepScreenOn?.({
      keepScreenOn: on,
      fail: () => log.log('the screen may turn off during the call'),
    });
  }

  private emit(event: MediaEvent): void {
    if (!this.scope.over) this.deps.emit(event);
  }
}
