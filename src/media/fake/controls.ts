import { CallError } from '../../errors';
import type { MediaDevice, StreamStats } from '../port';
import type { FakeMediaDriver } from './driver';
import { FakeSettings } from './knobs';
import type { FakeHeld, FakeMediaKnobs, FakeMediaOptions } from './knobs';
import type { FakeWorld } from './world';

/** The controls make things happen to a fake driver that a user, a cable or a server would. */
export class FakeControls extends FakeSettings implements FakeMediaKnobs {
  constructor(
    private readonly driver: FakeMediaDriver,
    private readonly world: FakeWorld,
    options: FakeMediaOptions,
  ) {
    super(options);
  }

  get calls(): string[] {
    return this.driver.state.calls;
  }

  get views(): ReadonlyMap<string, string> {
    return this.driver.state.views;
  }

  get promptOpen(): boolean {
    return this.driver.state.prompts.size > 0;
  }

  get held(): FakeHeld {
    const { microphone, camera, roomID, leaving, views } = this.driver.state;
    return {
      tracks: Number(microphone !== undefined) + Number(camera !== undefined),
      rooms: Number(roomID !== undefined),
      listeners: this.driver.listeners.size,
      waiting: leaving.size + this.driver.scope.waiting,
      views: views.size,
    };
  }

  get local(): FakeMediaKnobs['local'] {
    const { microphone, camera, muted, published } = this.driver.state;
    return {
      microphone: microphone !== undefined && !muted,
      camera: camera !== undefined,
      published,
    };
  }

  answerPrompt(answer: 'granted' | 'denied'): void {
    this.permission = answer;
    const { prompts } = this.driver.state;
    for (const done of [...prompts]) done();
    prompts.clear();
  }

  plug(kind: MediaDevice['kind'], deviceId: string): void {
    if (!this.devices[kind].includes(deviceId)) this.devices[kind].push(deviceId);
    this.driver.devicesChanged();
  }

  unplug(kind: MediaDevice['kind'], deviceId?: string): void {
    const list = this.devices[kind];
    const gone = list.filter((id) => deviceId === undefined || id === deviceId);
    this.devices[kind] = list.filter((id) => !gone.includes(id));
    this.driver.report({ kind: 'devices-changed' });
    const { state } = this.driver;
    const cause = { name: 'NotFoundError', message: 'the device was unplugged' };
    if (kind === 'audioinput' && state.microphone && gone.includes(state.microphone)) {
      state.microphone = undefined;
      this.warn(CallError.microphoneUnavailable(cause));
    }
    if (kind === 'videoinput' && state.camera && gone.includes(state.camera)) {
      state.camera = undefined;
      this.warn(CallError.cameraUnavailable(cause));
    }
    this.driver.localChanged();
  }

  connection(state: 'connected' | 'reconnecting' | 'lost'): void {
    const { roomID } = this.driver.state;
    if (roomID === undefined) return;
    this.driver.report({ kind: 'connection', roomID, state });
    if (state === 'lost') this.world.leave(roomID, this.driver, 'timeout');
  }

  closeRoom(reason: 'dismissed' | 'removed' | 'duplicate'): void {
    const { roomID } = this.driver.state;
    // Who is out already is taken out by nobody.
    if (roomID === undefined || !this.driver.carrier.isThere) return;
    this.world.leave(roomID, this.driver, 'kicked');
    this.driver.closed(reason);
  }

  carry(carried: boolean): void {
    this.driver.carry(carried);
  }

  speak(volume: number): void {
    const { roomID } = this.driver.state;
    if (roomID === undefined) return;
    const volumes = [{ userID: this.driver.userID, volume }];
    this.world.tell(roomID, { kind: 'volume', roomID, volumes });
  }

  quality(up: 0 | 1 | 2 | 3 | 4 | 5 | 6, down: 0 | 1 | 2 | 3 | 4 | 5 | 6): void {
    const { roomID } = this.driver.state;
    if (roomID !== undefined) this.driver.report({ kind: 'quality', roomID, up, down });
  }

  stats(up: StreamStats, down: ({ userID: string } & StreamStats)[]): void {
    const { roomID } = this.driver.state;
    if (roomID !== undefined) this.driver.report({ kind: 'stats', roomID, up, down });
  }

  warn(error: CallError): void {
    this.driver.report({ kind: 'warning', error });
  }

  interruptPlayback(): void {
    const { state } = this.driver;
    state.unlocked = false;
    for (const [userID, playback] of state.playback) {
      if (playback === 'playing') this.driver.playbackChanged(userID, 'blocked');
    }
  }

  vanish(): void {
    this.driver.clear('timeout');
    void this.driver.dispose();
  }
}
