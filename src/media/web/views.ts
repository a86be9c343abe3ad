import { CallError } from '../../errors';
import type { ViewRequest } from '../port';

/** A slot holds the element that a stream is played into, once; it moves from view to view with the stream. */
export interface Slot {
  readonly element: HTMLDivElement;
  fit: 'cover' | 'contain';
  mirror: boolean;
}

interface Placed extends Slot {
  view: HTMLElement | undefined;
}

const PARKED =
  'position:fixed;left:0;bottom:0;width:1px;height:1px;overflow:hidden;opacity:0;pointer-events:none';

/**
 * The views know where the pictures are. Each user has one element for the whole call. Without a
 * view it waits in a corner of the page, because a stream that is not in the page makes no sound.
 */
export class Views {
  private readonly local: Placed = slot(true);
  private readonly remote = new Map<string, Placed>();
  private localUserID: string | undefined;
  private parking: HTMLDivElement | undefined;
  private observer: MutationObserver | undefined;

  /** Gives the user's element, which is in the page from now on. */
  slot(userID: string, local: boolean): Slot {
    const slot = this.of(userID, local);
    if (!slot.element.isConnected) this.park(slot);
    return slot;
  }

  /** Gives the element of the local picture. */
  localSlot(): Slot {
    return this.slot('', true);
  }

  /** Moves a user's element into a view. @throws CallError 61013 when the page has no such element */
  attach(request: ViewRequest): Slot {
    const view = document.getElementById(request.view);
    if (!view) throw CallError.playbackFailed(`the page has no element '${request.view}'`);
    if (request.local) this.localUserID = request.userID;
    const slot = this.of(request.userID, request.local);
    slot.fit = request.fit ?? slot.fit;
    slot.mirror = request.mirror ?? slot.mirror;
    if (slot.view !== view || slot.element.parentNode !== view) {
      slot.view = view;
      view.appendChild(slot.element);
    }
    this.watch();
    return slot;
  }

  detach(userID: string): void {
    const slot = userID === this.localUserID ? this.local : this.remote.get(userID);
    if (slot?.view) this.park(slot);
  }

  /** Hides a user who is gone; the view is remembered in case they come back. */
  clear(userID: string): void {
    const slot = this.remote.get(userID);
    if (!slot) return;
    slot.element.style.display = 'none';
    if (!slot.view) {
      slot.element.remove();
      this.remote.delete(userID);
    }
  }

  close(): void {
    this.observer?.disconnect();
    this.observer = undefined;
    this.local.element.remove();
    for (const { element } of this.remote.values()) element.remove();
    this.remote.clear();
    this.parking?.remove();
    this.parking = undefined;
  }

  private of(userID: string, local: boolean): Placed {
    if (local) return this.local;
    const known = this.remote.get(userID);
    if (known) return known;
    const fresh = slot(false);
    this.remote.set(userID, fresh);
    return fresh;
  }

  private park(slot: Placed): void {
    if (!this.parking) {
      this.parking = document.createElement('div');
      this.parking.setAttribute('style', PARKED);
      this.parking.setAttribute('aria-hidden', 'true');
      document.body.appendChild(this.parking);
    }
    slot.view = undefined;
    this.parking.appendChild(slot.element);
  }

  /**
   * Brings an element back whose view a framework took out of the page without a word, before the
   * browser pauses what it plays: the sound must go on.
   */
  private watch(): void {
    if (this.observer) return;
    this.observer = new MutationObserver(() => {
      for (const slot of [this.local, ...this.remote.values()]) {
        if (slot.view && !slot.element.isConnected) this.park(slot);
      }
    });
    this.observer.observe(document, { childList: true, subtree: true });
  }
}

function slot(mirror: boolean): Placed {
  const element = document.createElement('div');
  // Hidden until there is a picture, so that what the view shows instead can be seen.
  element.setAttribute('style', 'width:100%;height:100%;overflow:hidden;display:none');
  return { element, view: undefined, fit: 'cover', mirror };
}
