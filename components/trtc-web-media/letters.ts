/**
 * Letters carry messages into the web view of an App's page. The only way there is an attribute that uni renders:
 * what is set twice before it renders arrives once, and nobody says what has arrived. So a letter holds all messages
 * that are not known to have arrived, in order and with their numbers, and the view takes each number once.
 */

/** The attribute; plain JSON. */
export interface Letter {
  /** The web view that it is for: one that has started anew takes nothing of what was meant for the one before. */
  readonly to: string;
  readonly messages: readonly { readonly n: number; readonly message: unknown }[];
}

export const NO_LETTER: Letter = { to: '', messages: [] };

/** The outbox stands where messages are posted. */
export class Outbox {
  private last = 0;
  private waiting: Letter['messages'] = [];

  /** @param show renders the letter in place of the one before */
  constructor(
    readonly to: string,
    private readonly show: (letter: Letter) => void,
  ) {}

  post(message: unknown): void {
    this.last += 1;
    this.waiting = [...this.waiting, { n: this.last, message }];
    this.write();
  }

  /** Says that the view has taken all messages up to this number. */
  taken(n: number): void {
    const waiting = this.waiting.filter((letter) => letter.n > n);
    if (waiting.length === this.waiting.length) return;
    this.waiting = waiting;
    // What has arrived stays nowhere: an `enter` holds a userSig.
    this.write();
  }

  private write(): void {
    this.show({ to: this.to, messages: this.waiting });
  }
}

/** The inbox stands in the web view. */
export class Inbox {
  private last = 0;

  constructor(
    private readonly name: string,
    private readonly deliver: (message: unknown) => void,
  ) {}

  /** @returns the number of the last message taken; undefined where there was nothing new */
  take(letter: Letter): number | undefined {
    if (letter.to !== this.name) return undefined;
    const fresh = letter.messages.filter(({ n }) => n > this.last);
    for (const { n, message } of fresh) {
      // Before it is delivered, so that one that throws is not delivered again.
      this.last = n;
      this.deliver(message);
    }
    return fresh.length > 0 ? this.last : undefined;
  }
}
