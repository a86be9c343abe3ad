/** This file makes the screen of the stage page out of the call, by the rules that the kit follows, too. */
import { t, type Locale } from '../../../src/locale';
import type { CallDevice, CallRecord, CallSnapshot, PlainError } from '../../../src/store/types';
import { controlsOf } from '../../shared/call-controls';
import { endShown, hasPicture, isOnStage } from '../../shared/call-scene';
import {
  durationText,
  endTexts,
  errorTexts,
  isWeak,
  progressText,
  ringingText,
  statusText,
} from '../../shared/call-texts';
import { offeredOf } from '../../shared/invite-choice';
import {
  callerOf,
  expectedOf,
  hueOf,
  initialsOf,
  nameOf,
  othersOf,
} from '../../shared/participants';
import { offersOf } from '../../trtc-call-end/offers';
import { tileLabel } from '../../shared/tile-label';
import { dressOf, fitting, tilesOf, type Tile } from '../../trtc-call-stage/layout';
import { faceColors, glowOf, paletteOf, tintOf, type ChosenColors } from './palette';
import type { StageButton, StageFace, StagePerson, StageScreen, StageTile } from '../screen-types';

/** A screen is a pure function of these facts. */
export interface StageFacts {
  call: CallSnapshot;
  /** The end that the user has not seen yet. */
  ended: CallRecord | undefined;
  /** The failure to tell. */
  notice: PlainError | undefined;
  /** Sending failed or cannot work, so that joining without it is offered. */
  offerReceiveOnly: boolean;
  /** ms by `steadyNow()` */
  now: number;
  /** The user wants to see themself large. */
  swapped: boolean;
  cameras: readonly CallDevice[];
  speakers: readonly CallDevice[];
  /** People of earlier calls. */
  known: readonly string[];
  locale: Locale;
  dark: boolean;
  colors: ChosenColors;
}

/** px across */
const BUTTON = 60;
const ANSWER = 72;
const CORNER = 44;

/** The loudspeaker among the speakers of a phone. */
export const LOUDSPEAKER = 'speaker';

const NOTHING = { tiles: [], more: '', buttons: [] };

/** Makes the screen. @param rev a greater number than that of the screen before */
export function screenOf(facts: StageFacts, rev: number): StageScreen {
  const { call, locale, dark, notice } = facts;
  const end = endShown(call, facts.ended);
  const peers = end ? end.userIDs : othersOf(call);
  const overPicture = hasPicture(call, facts.ended);
  const look = overPicture ? 'picture' : dark ? 'dark' : 'light';
  const glow = glowOf(look, hueOf(peers[0] ?? ''));
  return {
    rev,
    palette: paletteOf(look, facts.colors),
    ...(glow ? { glow } : {}),
    ...NOTHING,
    ...(end ? endParts(end, locale) : {}),
    ...(call.phase === 'ringing' ? incomingParts(facts) : {}),
    ...(isOnStage(call, facts.ended) ? stageParts(facts, overPicture) : {}),
    ...(notice ? { notice: noticeOf(notice, locale) } : {}),
  };
}

const faceOf = (userID: string): StageFace => ({
  userID,
  initials: initialsOf(userID),
  colors: faceColors(hueOf(userID)),
});

function noticeOf(error: PlainError, locale: Locale): NonNullable<StageScreen['notice']> {
  const code = `${error.code} ${error.name}`;
  return { ...errorTexts(error, locale), code, close: t(locale, 'action.close') };
}

function incomingParts({ call, locale, offerReceiveOnly }: StageFacts): Partial<StageScreen> {
  const caller = callerOf(call);
  const also = othersOf(call).filter((userID) => userID !== caller);
  const person: StagePerson = {
    kind: 'incoming',
    tint: tintOf(hueOf(caller)),
    faces: [faceOf(caller)],
    size: 120,
    name: caller,
    status: ringingText(call, locale),
    detail: also.join(', '),
  };
  const reject: StageButton = {
    name: 'reject',
    icon: 'hangup',
    label: t(locale, 'action.reject'),
    tone: 'danger',
    size: ANSWER,
    intent: { kind: 'reject' },
  };
  const accept: StageButton = {
    name: 'accept',
    icon: call.type === 2 ? 'video' : 'phone',
    label: t(locale, 'action.accept'),
    tone: 'accept',
    size: ANSWER,
    intent: { kind: 'accept', receiveOnly: false },
  };
  const label = t(locale, 'action.receiveOnly');
  return {
    person,
    buttons: [reject, accept],
    ...(offerReceiveOnly
      ? { quiet: { label, intent: { kind: 'accept', receiveOnly: true } } }
      : {}),
  };
}

function endParts(record: CallRecord, locale: Locale): Partial<StageScreen> {
  const { name, reason, detail } = endTexts(record, locale);
  const offers = offersOf(record);
  const faces = [faceOf(record.userIDs[0] ?? '?')];
  const close: StageButton = {
    name: 'end-close',
    icon: 'close',
    label: t(locale, 'action.close'),
    tone: 'plain',
    size: BUTTON,
    intent: { kind: 'dismiss-end' },
  };
  const again: StageButton = {
    name: 'call-again',
    icon: record.type === 2 ? 'video' : 'phone',
    label: t(locale, 'action.callAgain'),
    tone: 'accept',
    size: BUTTON,
    intent: { kind: 'call-again', receiveOnly: false },
  };
  const label = t(locale, 'action.receiveOnly');
  return {
    person: { kind: 'end', tint: '', faces, size: 96, name, status: reason, detail },
    buttons: offers.again ? [close, again] : [close],
    ...(offers.receiveOnly
      ? { quiet: { label, intent: { kind: 'call-again', receiveOnly: true } } }
      : {}),
  };
}

/** The parts of a call that goes on, or is on its way. */
function stageParts(facts: StageFacts, overPicture: boolean): Partial<StageScreen> {
  const { call, locale, swapped, now } = facts;
  const tiles = tilesOf(call, swapped, locale);
  const { shown, hidden } = fitting(tiles);
  const connected = call.phase === 'connected';
  const others = othersOf(call);
  const name = nameOf(others, locale);
  const parts: Partial<StageScreen> = {
    tiles: shown.map((tile) => tileOf(tile, locale)),
    more: hidden > 0 ? t(locale, 'member.more', { count: hidden }) : '',
    ...cornersOf(facts),
  };
  if (call.phase !== 'ending') {
    parts.buttons = controlsOf(call, locale).map((control) => {
      // The loudspeaker has a button of its own here, and its icon.
      const icon = control.icon === 'sound' ? 'phone' : control.icon;
      return { ...control, icon, size: BUTTON };
    });
  }
  if (call.playbackBlocked) {
    parts.unblock = { label: t(locale, 'action.unblock'), intent: { kind: 'resume-playback' } };
  }
  if (connected && call.isGroup) parts.invite = inviteOf(facts);
  if (connected) {
    const status = statusText(call, { isWeak: isWeak(call.quality) }, locale);
    parts.head = { large: false, name, timer: durationText(call, now), status };
    if (tiles.length === 0) {
      const heard = others[0] ?? '?';
      const person = { faces: [faceOf(heard)], tint: tintOf(hueOf(heard)) };
      parts.person = { kind: 'voice', ...person, size: 128, name: '', status: '', detail: '' };
    }
    return parts;
  }
  const status = progressText(call, locale);
  if (overPicture || call.isGroup)
    return { ...parts, head: { large: true, name, timer: '', status } };
  const faces = others.slice(0, 3).map(faceOf);
  const size = others.length > 1 ? 84 : 120;
  return {
    ...parts,
    person: { kind: 'outgoing', tint: '', faces, size, name, status, detail: '' },
  };
}

function tileOf(tile: Tile, locale: Locale): StageTile {
  const { userID, local, place, picture, muted, note } = tile;
  const { small, tagged, named } = dressOf(place);
  const label = tileLabel(tile, locale);
  return {
    face: faceOf(userID),
    local,
    // Sound needs no tile here, so that none is hidden.
    place: place === 'hidden' ? 'cell' : place,
    picture,
    muted: tagged && muted,
    name: named ? (local ? t(locale, 'member.you') : userID) : '',
    note: small ? '' : note,
    label: small
      ? t(locale, 'member.state', { name: label, state: t(locale, 'action.swap') })
      : label,
  };
}

/** The devices of a phone that can be turned over with one tap. */
function cornersOf({ call, cameras, speakers, locale }: StageFacts): Partial<StageScreen> {
  const parts: Partial<StageScreen> = {};
  const sendsPicture = call.type === 2 && !call.local.receiveOnly && call.local.camera;
  if (sendsPicture && cameras.length > 1) {
    parts.left = {
      name: 'flip',
      icon: 'flip',
      label: t(locale, 'action.flip'),
      tone: 'plain',
      size: CORNER,
      intent: { kind: 'flip' },
    };
  }
  if (speakers.length > 1) {
    const isLoud = speakers.some(({ deviceId, inUse }) => inUse && deviceId === LOUDSPEAKER);
    parts.right = {
      name: 'speaker',
      icon: isLoud ? 'sound' : 'ear',
      label: t(locale, isLoud ? 'action.toEar' : 'action.toSpeaker'),
      tone: 'plain',
      size: CORNER,
      intent: { kind: 'speaker', on: !isLoud },
    };
  }
  return parts;
}

function inviteOf({ call, known, locale }: StageFacts): NonNullable<StageScreen['invite']> {
  const taken = [call.userID, ...expectedOf(call)];
  return {
    title: t(locale, 'action.invite'),
    hint: t(locale, 'invite.hint'),
    send: t(locale, 'invite.send'),
    close: t(locale, 'action.close'),
    offered: offeredOf(known, taken).map(faceOf),
    taken,
  };
}
