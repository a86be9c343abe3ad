import type { Logger } from '../../log';
import type { LivePlayerAttributes, LivePusherAttributes } from '../live-view';
import type { VideoQuality, ViewRequest } from '../port';
import { CameraChoice } from './local-media';
import type { LocalMedia } from './local-media';
import type { PusherRoom } from './pusher-room';
import { qualityAttributes } from './quality-attributes';
import { ViewModel } from './view-model';

const DEFAULT_QUALITY: VideoQuality = '480p';

/** The view state is what pages render, with the user's choices that go into it. They outlive a call. */
export class ViewState {
  readonly view: ViewModel;
  readonly camera = new CameraChoice();
  soundMode: LivePlayerAttributes['soundMode'] = 'speaker';
  quality: VideoQuality = DEFAULT_QUALITY;
  private localMirror: LivePusherAttributes['localMirror'] = 'auto';

  constructor(
    private readonly room: PusherRoom,
    log: Logger,
  ) {
    this.view = new ViewModel(log);
  }

  mirror(wanted: ViewRequest['mirror']): void {
    // 'auto' shows the front camera as in a mirror and the back camera as it is.
    this.localMirror = wanted === false ? 'disable' : 'auto';
  }

  /** Renders the live-pusher anew. @param local of the call that is on */
  refreshPusher(local: LocalMedia): void {
    if (!this.room.isWanted) {
      this.view.setPusher(undefined);
      return;
    }
    this.view.setPusher({
      entry: this.room.entry,
      url: this.room.url,
      mode: 'RTC',
      autopush: false,
      ...local.attributes(),
      enableAgc: true,
      enableAns: true,
      devicePosition: this.camera.atInsertion,
      localMirror: this.localMirror,
      ...qualityAttributes(this.quality),
      audioQuality: 'high',
      audioVolumeType: 'voicecall',
    });
  }
}
