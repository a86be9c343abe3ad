/** The page's end of the line to the app-service. It knows nothing of Vue, and of uni only its event bus. */
import type { StageIntent } from './intents';
import {
  FROM_STAGE,
  TO_STAGE,
  type Bus,
  type FromStage,
  type MediaMessage,
  type OpenedPage,
  type ToStage,
} from './messages';
import type { StageScreen, StageTile } from './screen-types';

/** The media of this page, as they are served to the driver. */
export interface PageMedia {
  receive(message: MediaMessage): void;
  /** Leaves the room and lets everything go. */
  close(): Promise<void>;
}

interface StagePageDeps {
  bus: Bus;
  /** Begins to serve media. @param post hands a message to the driver; order is kept */
  serve(post: (message: MediaMessage) => void): PageMedia;
  draw(screen: StageScreen): void;
  opened: OpenedPage;
}

export class StagePage {
  /** The name of this page, which no page before has had. */
  private readonly name = Math.random().toString(36).slice(2);
  private media: PageMedia | undefined;
  private rev = -1;
  private views = 0;

  constructor(private readonly deps: StagePageDeps) {}

  open(): void {
    const { bus, opened } = this.deps;
    bus.$on(TO_STAGE, this.hear);
    this.media = this.deps.serve((message) =>
      this.say({ kind: 'media', page: this.name, message }),
    );
    this.say({ kind: 'ready', page: this.name, ...opened });
  }

  /** Makes the id of a native view. A userID may be anything, so that none is in it. */
  readonly newViewID = (): string => {
    this.views += 1;
    return `${this.name}-${this.views}`;
  };

  /** Tells that a native view is there to be drawn into, or goes. */
  view(kind: 'view-mounted' | 'view-unmounted', { face, local }: StageTile, id: string): void {
    this.want({ kind, userID: face.userID, local, id });
  }

  want(intent: StageIntent): void {
    this.say({ kind: 'intent', page: this.name, intent });
  }

  /**
   * Leaves the room, then says so; once more does nothing. The context of the page may end any moment, so that
   * nothing is waited for.
   */
  close(): void {
    const { media } = this;
    if (!media) return;
    this.media = undefined;
    this.deps.bus.$off(TO_STAGE, this.hear);
    void media.close();
    this.say({ kind: 'gone', page: this.name });
  }

  private say(message: FromStage): void {
    this.deps.bus.$emit(FROM_STAGE, message);
  }

  private readonly hear = (said: unknown): void => {
    const message = said as ToStage;
    if (message.page !== this.name) return;
    if (message.kind === 'media') return this.media?.receive(message.message);
    if (message.screen.rev <= this.rev) return;
    this.rev = message.screen.rev;
    this.deps.draw(message.screen);
  };
}
