/** Plays pictures in the native views of the page, and the sound of everybody in the room beside them. */
import type { RemoteStream } from 'trtc-js-sdk';

type Emit = (event: string, ...data: unknown[]) => void;

interface Player {
  picture: HTMLVideoElement;
  sound: HTMLAudioElement;
  view?: string;
}

export class Players {
  private readonly others = new Map<string, Player>();
  private own: HTMLVideoElement | undefined;

  constructor(
    private readonly emit: Emit,
    private readonly streamOf: (userID: string) => RemoteStream | undefined,
  ) {}

  know(userID: string): Player {
    const known = this.others.get(userID);
    if (known) return known;
    const picture = Object.assign(document.createElement('video'), {
      muted: true,
      autoplay: true,
      playsInline: true,
    });
    const sound = Object.assign(document.createElement('audio'), { autoplay: true });
    picture.addEventListener('playing', () => {
      this.emit('onFirstVideoFrame', userID, 0, picture.videoWidth, picture.videoHeight);
    });
    sound.addEventListener('playing', () => this.emit('onFirstAudioFrame', userID));
    document.body.append(sound);
    const player = { picture, sound };
    this.others.set(userID, player);
    return player;
  }

  show(userID: string, view: string): void {
    const player = this.know(userID);
    player.view = view;
    viewOf(view)?.append(player.picture);
    this.refresh();
  }

  hide(userID: string): void {
    const player = this.others.get(userID);
    if (!player) return;
    delete player.view;
    player.picture.srcObject = null;
    player.picture.remove();
  }

  forget(userID: string): void {
    this.hide(userID);
    const player = this.others.get(userID);
    if (player) player.sound.srcObject = null;
    player?.sound.remove();
    this.others.delete(userID);
  }

  forgetAll(): void {
    for (const userID of [...this.others.keys()]) this.forget(userID);
  }

  /** Plays what there is now to see and to hear. */
  refresh(): void {
    for (const [userID, { picture, sound, view }] of this.others) {
      const stream = this.streamOf(userID);
      play(picture, view ? stream?.getVideoTrack() : null);
      play(sound, stream?.getAudioTrack());
    }
  }

  preview(view: string, track: MediaStreamTrack, isFront: boolean): void {
    this.endPreview();
    const picture = Object.assign(document.createElement('video'), {
      muted: true,
      autoplay: true,
      playsInline: true,
    });
    picture.dataset.facing = isFront ? 'front' : 'back';
    this.own = picture;
    viewOf(view)?.append(picture);
    picture.addEventListener('playing', () => {
      this.emit('onFirstVideoFrame', null, 0, picture.videoWidth, picture.videoHeight);
    });
    play(picture, track);
  }

  endPreview(): void {
    if (this.own) this.own.srcObject = null;
    this.own?.remove();
    this.own = undefined;
  }

  clear(): void {
    this.endPreview();
    this.forgetAll();
  }
}

const viewOf = (id: string) => document.querySelector(`[viewid="${CSS.escape(id)}"]`);

function play(element: HTMLMediaElement, track: MediaStreamTrack | null | undefined): void {
  const before = (element.srcObject as MediaStream | null)?.getTracks()[0];
  if (before === (track ?? undefined)) return;
  element.srcObject = track ? new MediaStream([track]) : null;
  // A view may go while its picture starts.
  if (track) element.play().catch(() => undefined);
}
