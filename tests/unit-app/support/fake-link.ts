import type { CarrierKind, LinkMessage, PageLink } from '@/src/store/live';

/** Behaves like the page link of a driver, and remembers what pages did with it. */
export class FakeLink implements PageLink {
  kind: CarrierKind = 'web';
  wanted: CarrierKind | undefined;
  canOnlyReceive = false;
  readonly heard: unknown[] = [];
  readonly pages: {
    kind: CarrierKind;
    post(message: LinkMessage): void;
    isGone: boolean;
    /** The driver takes it for dead. */
    giveUp(): void;
  }[] = [];
  private readonly listeners = new Set<(wanted: CarrierKind | undefined) => void>();

  want(wanted: CarrierKind | undefined): void {
    this.wanted = wanted;
    for (const listener of this.listeners) listener(wanted);
  }
  get listenerCount(): number {
    return this.listeners.size;
  }
  subscribe(listener: (wanted: CarrierKind | undefined) => void) {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }
  connect(
    kind: CarrierKind,
    post: (message: LinkMessage) => void,
    giveUp: () => void = () => undefined,
  ) {
    const page = { kind, post, giveUp, isGone: false };
    this.pages.push(page);
    return {
      receive: (message: LinkMessage) => void this.heard.push(message),
      gone: () => void (page.isGone = true),
    };
  }
}
