import type { DeviceKind, MediaDevice, VideoQuality, ViewRequest } from '../../port';

type Route = 'speaker' | 'ear';

const DEVICES: Record<MediaDevice['kind'], string[]> = {
  audioinput: ['default'],
  videoinput: ['front', 'back'],
  audiooutput: ['speaker', 'ear'],
};

/** The choices are the user's and the page's, which outlive a call: devices, quality, and views that are in the page. */
export class Choices {
  quality: VideoQuality = '480p';
  isFront = true;
  route: Route | undefined;
  /** The call that is on has pictures. */
  withVideo = true;
  localView: ViewRequest | undefined;
  readonly views = new Map<string, ViewRequest>();

  /** Before anybody has chosen, a call with pictures is held before the eyes, and one without at the ear. */
  get routeInUse(): Route {
    return this.route ?? (this.withVideo ? 'speaker' : 'ear');
  }

  /** Lists what there is; the plug-in itself lists no devices. */
  devices(kind: MediaDevice['kind']): MediaDevice[] {
    const inUse: Record<MediaDevice['kind'], string> = {
      audioinput: 'default',
      videoinput: this.isFront ? 'front' : 'back',
      audiooutput: this.routeInUse,
    };
    return DEVICES[kind].map((deviceId) => {
      return { deviceId, label: deviceId, kind, inUse: deviceId === inUse[kind] };
    });
  }

  /** @returns whether there is such a device */
  choose(kind: DeviceKind, deviceId: string): boolean {
    if (kind === 'video' && (deviceId === 'front' || deviceId === 'back')) {
      this.isFront = deviceId === 'front';
      return true;
    }
    if (kind === 'speaker' && (deviceId === 'speaker' || deviceId === 'ear')) {
      this.route = deviceId;
      return true;
    }
    return kind === 'audio' && deviceId === 'default';
  }
}
