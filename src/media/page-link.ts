/**
 * The page link joins a driver and the page that carries its media, where media live in a page: in an App the
 * call page's own web view captures, sends and shows (`web`), or the native plug-in does so in the stage page
 * (`native`). Driver and page run in different JavaScript contexts: all that passes is plain JSON.
 */

/** A carrier is the kind of page that a call needs. */
export type CarrierKind = 'web' | 'native';

/** The carrier that an App wants. `auto`: `native` where the plug-in is packed, else `web`. */
export type AppMediaOption = 'auto' | CarrierKind;

/** A message of the driver to its page, or of the page to the driver. Only `src/media/app/` reads it. */
export type LinkMessage = Readonly<Record<string, unknown>>;

/** One end of the link to a page that is there. */
export interface LinkedPage {
  /** Takes what the page says. */
  receive(message: LinkMessage): void;
  /** Says that the page is gone: its context, its tracks and its room with it. */
  gone(): void;
}

export interface PageLink {
  /** The page that a call needs here. It is known before there is one: what rings shows on this page. */
  readonly kind: CarrierKind;
  /** The page that has to be there now; undefined: none, because no call needs one or its room is left. */
  readonly wanted: CarrierKind | undefined;
  /** As far as is known here, others can be seen and heard and nothing can be sent. */
  readonly canOnlyReceive: boolean;
  /** Calls back when `wanted` is another. @returns stops it */
  subscribe(listener: (wanted: CarrierKind | undefined) => void): () => void;
  /**
   * Says that a page is there and can take messages. A page that connects later takes the place of the one before.
   *
   * @param post hands a message to the page; order is kept
   * @param dead is called when the page leaves all questions unanswered, and is given up
   */
  connect(kind: CarrierKind, post: (message: LinkMessage) => void, dead?: () => void): LinkedPage;
}
