/** Sounds of the App's own, such as the ringtone: `plus.audio.createPlayer`. */
import { Emitter } from '../emitter';

/** The members are those that the framework calls; it also keeps values of its own on a player. */
class Player {
  private readonly events = new Emitter<object>();
  readonly addEventListener = this.events.addEventListener;
  readonly removeEventListener = this.events.removeEventListener;
  isPlaying = false;
  private paused = false;

  constructor(private readonly closed: (player: Player) => void) {}

  play = (): void => this.change('play', true);
  resume = (): void => this.change('play', true);
  pause = (): void => this.change('pause', false);
  stop = (): void => this.change('stop', false);
  close = (): void => {
    this.isPlaying = false;
    this.closed(this);
  };
  seekTo = (): void => undefined;
  setStyles = ({ autoplay }: { autoplay?: boolean }): void => {
    if (autoplay) this.play();
  };
  setSessionCategory = (): void => undefined;
  getDuration = (): number => 1;
  getPosition = (): number => 0;
  getBuffered = (): number => 1;
  isPaused = (): boolean => this.paused;

  private change(event: 'play' | 'pause' | 'stop', isPlaying: boolean): void {
    this.isPlaying = isPlaying;
    this.paused = event === 'pause';
    setTimeout(() => this.events.fire(event, {}), 0);
  }
}

export class Sounds {
  private readonly players = new Set<Player>();

  readonly createPlayer = (): Player => {
    const player = new Player((closed) => this.players.delete(closed));
    this.players.add(player);
    return player;
  };

  /** Counts the players that are not closed. */
  get count(): number {
    return this.players.size;
  }

  get playing(): number {
    return [...this.players].filter(({ isPlaying }) => isPlaying).length;
  }
}
