import type { RoomAddress } from './address';

type Message = { kind: 'enter' | 'here' | 'leave'; userID: string };

/**
 * A silent room sends nothing and knows only who is there. It reaches the pages of one
 * browser context, needs no server, and leaves nothing of an SDK behind.
 */
export class SilentRoom {
  private readonly channel: BroadcastChannel;
  private over = false;

  constructor(
    private readonly address: RoomAddress,
    private readonly hooks: { code(code: number, message: string): void },
  ) {
    this.channel = new BroadcastChannel(`room ${address.roomID}`);
    this.channel.onmessage = ({ data }: MessageEvent<Message>) => this.hear(data);
  }

  async enter(): Promise<void> {
    this.say('enter');
  }

  async send(): Promise<void> {}

  vanish(): void {
    this.channel.onmessage = null;
    this.over = true;
  }

  async leave(): Promise<void> {
    if (!this.over) this.say('leave');
    this.over = true;
    this.channel.close();
  }

  private hear({ kind, userID }: Message): void {
    const userlist = JSON.stringify({ userlist: [{ userid: userID }] });
    this.hooks.code(kind === 'leave' ? 1032 : 1031, userlist);
    if (kind === 'enter') this.say('here');
  }

  private say(kind: Message['kind']): void {
    this.channel.postMessage({ kind, userID: this.address.userID } satisfies Message);
  }
}
