/** This is what the driver of an App needs around it, and what it gives beyond the media port. */
import type { Logger } from '../../log';
import type { Clock } from '../../runtime/clock';
import type { Lifecycle, ProxyOptions } from '../../runtime/environment';
import type { AppMediaOption, PageLink } from '../page-link';
import type { MediaPort } from '../port';

export type AppDevice = 'microphone' | 'camera';

/**
 * A state is what the system allows to the App.
 *
 * - `undecided`: nobody was asked yet, or it is not known.
 * - `denied`: the system asks no more; only its settings can change that.
 * - `undeclared`: the App's manifest does not name the permission, so the system cannot even ask.
 */
export type PermissionState = 'granted' | 'denied' | 'undecided' | 'undeclared';

/** Permissions of the App as its system has them. Nothing here throws. */
export interface AppPermissions {
  /** Tells without asking anybody, at once. */
  state(device: AppDevice): PermissionState;
  /**
   * Shows the system's dialog for what is not granted yet; resolves when the user has answered. Missing where there
   * is no such dialog: there the system asks by itself as soon as a device is taken (iOS).
   *
   * @returns `refused`: this time, the next request asks again; `denied`: for good
   */
  request?(devices: AppDevice[]): Promise<'granted' | 'refused' | 'denied'>;
}

export interface AppMediaOptions {
  /** Which back end the app wants. */
  option: AppMediaOption;
  /** Tells whether the native plug-in is packed, with all its methods. */
  hasPlugin(): boolean;
  permissions: AppPermissions;
  /** It is told to the page. */
  proxy: ProxyOptions;
  /**
   * Lets go of what a page has left on that died: unlike a web view, the native plug-in lives on.
   *
   * @param inRoom a room was entered, or asked for
   */
  abandoned?(inRoom: boolean): void;
  /** It tells show and hide of the App: a page that is hidden may stand still. */
  lifecycle: Pick<Lifecycle, 'onShow' | 'onHide'>;
  clock: Clock;
  log: Logger;
}

/** The driver of an App always has a page link. */
export interface AppMedia extends MediaPort {
  readonly pageLink: PageLink;
}
