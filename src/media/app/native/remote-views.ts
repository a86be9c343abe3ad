import type { ViewRequest } from '../../port';
import type { Instance } from './instance';
import { FILL, MIRROR, STREAM, type StreamType } from './plugin';

interface Deps {
  instance: Instance;
  isIn(): boolean;
  /** What a user sends; undefined: the user is not in the room. */
  sends(userID: string): { video: boolean; screen: boolean } | undefined;
  /** The view of a user, while it is in the page. */
  view(userID: string): ViewRequest | undefined;
}

interface Started {
  streamType: StreamType;
  view: string;
  /** A frame was seen in it. */
  rendered?: true;
}

/**
 * The remote views show others. A picture is started when there are both, the picture and its view in the page,
 * and stopped when either goes: started without a view it would stay black.
 */
export class RemoteViews {
  private readonly started = new Map<string, Started>();

  constructor(private readonly deps: Deps) {}

  /** Shows a user, or no longer, after their view or what they send has changed. */
  update(userID: string): void {
    const view = this.deps.view(userID);
    const streamType = this.streamOf(userID);
    const started = this.started.get(userID);
    if (started && started.view === view?.view && started.streamType === streamType) return;
    this.stop(userID);
    if (view && streamType !== undefined) this.start(view, streamType);
  }

  /** A view was put into the page. One in which nothing was seen yet may have been started too early. */
  attached(view: ViewRequest): void {
    const { userID } = view;
    const started = this.started.get(userID);
    if (started?.rendered && started.view === view.view) {
      this.render(view, started.streamType);
    } else {
      this.stop(userID);
      this.update(userID);
    }
  }

  rendered(userID: string): void {
    const started = this.started.get(userID);
    if (started) started.rendered = true;
  }

  close(): void {
    for (const userID of [...this.started.keys()]) this.stop(userID);
  }

  private streamOf(userID: string): StreamType | undefined {
    const sends = this.deps.isIn() ? this.deps.sends(userID) : undefined;
    if (sends?.screen) return STREAM.screen;
    return sends?.video ? STREAM.camera : undefined;
  }

  private start(view: ViewRequest, streamType: StreamType): void {
    const { userID, view: viewId } = view;
    this.started.set(userID, { streamType, view: viewId });
    this.deps.instance.use((plugin) =>
      plugin.startRemoteView({ userId: userID, streamType, viewId }),
    );
    this.render(view, streamType);
  }

  private stop(userID: string): void {
    const started = this.started.get(userID);
    if (!started) return;
    this.started.delete(userID);
    const { streamType } = started;
    this.deps.instance.tidy((plugin) => plugin.stopRemoteView({ userId: userID, streamType }));
  }

  private render({ userID, fit = 'cover' }: ViewRequest, streamType: StreamType): void {
    // Of a screen nothing may be cut off.
    const fillMode = streamType === STREAM.screen ? FILL.contain : FILL[fit];
    this.deps.instance.use((plugin) =>
      plugin.setRemoteRenderParams({
        ...{ userId: userID, streamType, fillMode },
        ...{ rotation: 0, mirrorType: MIRROR.off },
      }),
    );
  }
}
