/**
 * A screen is all that the stage page draws, as plain data. Its texts are in the user's language already: the page
 * would otherwise carry a copy of four dictionaries, and would not know what an app has changed in them.
 */
import type { IconName } from '../trtc-icon/icons';
import type { StageIntent } from './intents';

/** Over a picture the colours are those of the dark, in any theme. */
export type StageLook = 'light' | 'dark' | 'picture';

/** A face stands for somebody of whom there is no picture. */
export interface StageFace {
  userID: string;
  initials: string;
  /** 0…359 */
  hue: number;
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
}

/** A person stands in the middle of a screen without pictures. */
export interface StagePerson {
  kind: 'incoming' | 'outgoing' | 'voice' | 'end';
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
  look: StageLook;
  /** The colour of the screen, 0…359. */
  hue: number;
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
  /** It says what a tap on the small picture does. */
  swap: string;
}
