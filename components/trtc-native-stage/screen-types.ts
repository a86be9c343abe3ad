/**
 * A screen is all that the stage page draws, as plain data. Its texts are in the user's language already: the page
 * would otherwise carry a copy of four dictionaries, and would not know what an app has changed in them.
 */
import type { IconName } from '../trtc-icon/icons';
import type { StageIntent } from './intents';

export interface Palette {
  accept: string;
  danger: string;
  ink: string;
  inkSoft: string;
  glass: string;
  glassOff: string;
  glassOffInk: string;
  sheet: string;
  sheetInk: string;
  backdrop: string;
}

/** A face stands for somebody of whom there is no picture. */
export interface StageFace {
  userID: string;
  initials: string;
  /** The colours that belong to the user, from the upper left to the lower right. */
  colors: [string, string];
}

export interface StageTile {
  face: StageFace;
  local: boolean;
  place: 'main' | 'corner' | 'cell';
  /** There is a picture; else the face covers the view. */
  picture: boolean;
  muted: boolean;
  /** The tag at the foot of the tile; '' for none. */
  name: string;
  /** It says in place of the picture why nobody is there; '' for nothing. */
  note: string;
  /** For those who do not see: who it is, what cannot be seen or heard of them, and what a tap does. */
  label: string;
}

/** A person stands in the middle of a screen without pictures. */
export interface StagePerson {
  kind: 'incoming' | 'outgoing' | 'voice' | 'end';
  /** The colour of the rings around a face. */
  tint: string;
  faces: StageFace[];
  /** px */
  size: number;
  /** These are '' where there is nothing to say, or the head of the screen says it. */
  name: string;
  status: string;
  detail: string;
}

/** The head stands over the pictures. */
export interface StageHead {
  /** The call is on its way, so that the name counts more than the picture. */
  large: boolean;
  name: string;
  timer: string;
  status: string;
}

export interface StageButton {
  /** Tests find the button by this name. */
  name: string;
  icon: IconName;
  label: string;
  tone: 'plain' | 'accept' | 'danger' | 'off';
  /** It is down: what it turns off is off. */
  pressed?: boolean;
  /** px */
  size: number;
  intent: StageIntent;
}

export interface StageInvite {
  title: string;
  hint: string;
  send: string;
  close: string;
  /** People of earlier calls, who are offered. */
  offered: StageFace[];
  /** Users who are in the call or being asked already. */
  taken: string[];
}

export interface StageScreen {
  /** It counts up, so that an older screen that comes late is not drawn. */
  rev: number;
  palette: Palette;
  /** The colour at the top of the screen, which gets lost in the backdrop. */
  glow?: string;
  tiles: StageTile[];
  /** It says how many more there are than fit; '' for none. */
  more: string;
  person?: StagePerson;
  head?: StageHead;
  buttons: StageButton[];
  /** A round button in the upper left corner, and one in the right. */
  left?: StageButton;
  right?: StageButton;
  /** A quieter way to answer or to call again stands above the buttons. */
  quiet?: { label: string; intent: StageIntent };
  /** Sound is held back until this is tapped. */
  unblock?: { label: string; intent: StageIntent };
  notice?: { title: string; cure: string; code: string; close: string };
  invite?: StageInvite;
}
