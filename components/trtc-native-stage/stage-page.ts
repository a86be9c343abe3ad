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

/** The native plug-in of this page, as it is lent to the media of the App. */
export interface PagePlugin {
  receive(message: MediaMessage): void;
  /** Leaves the room and lets everything go. */
  close(): Promise<void>;
}

interface StagePageDeps {
  bus: Bus;
  /** Begins to lend the plug-in. @param post hands a message to the app-service; order is kept */
  serve(post: (message: MediaMessage) => void): PagePlugin;
  /** Makes the icons known. @param font TrueType, as base64 */
  addIcons(font: string): void;
  draw(screen: StageScreen): void;
  opened: OpenedPage;
}

export class StagePage {
  /** The name of this page, which no page before has had. */
  private readonly name = Math.random().toString(36).slice(2);
  private plugin: PagePlugin | undefined;
  private rev = -1;
  private views = 0;

  constructor(private readonly deps: StagePageDeps) {}

  open(): void {
    const { bus, opened } = this.deps;
    bus.$on(TO_STAGE, this.hear);
    this.plugin = this.deps.serve((message) =>
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
    const { plugin } = this;
    if (!plugin) return;
    this.plugin = undefined;
    this.deps.bus.$off(TO_STAGE, this.hear);
    void plugin.close();
    this.say({ kind: 'gone', page: this.name });
  }

  private say(message: FromStage): void {
    this.deps.bus.$emit(FROM_STAGE, message);
  }

  private readonly hear = (said: unknown): void => {
    const message = said as ToStage;
    if (message.page !== this.name) return;
    if (message.kind === 'media') return this.plugin?.receive(message.message);
    if (message.kind === 'icons') return this.deps.addIcons(message.font);
    if (message.screen.rev <= this.rev) return;
    this.rev = message.screen.rev;
    this.deps.draw(message.screen);
  };
}
