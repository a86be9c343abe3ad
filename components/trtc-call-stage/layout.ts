import type { Locale } from '../../src/locale';
import type { CallSnapshot, Member } from '../../src/store/types';
import { expectedOf, noteOf, othersOf } from '../shared/participants';

/** A tile fills the screen, floats in a corner, is a cell of the grid, or is heard only. */
export type Place = 'main' | 'corner' | 'cell' | 'hidden';

export interface Tile {
  userID: string;
  local: boolean;
  place: Place;
  picture: boolean;
  muted: boolean;
  note: string;
}

/** At most so many tiles fit on a phone. */
const MOST_TILES = 9;

/**
 * Lays out the tiles of a call.
 *
 * A user's tile keeps its key over all layouts, so that a picture moves on the screen instead of being
 * taken out and played again.
 *
 * @param swapped the user wants to see themself large
 */
export function tilesOf(call: CallSnapshot, swapped: boolean, locale: Locale): Tile[] {
  if (call.isGroup) return groupTiles(call, locale);
  if (call.type !== 2) return [];
  const me = localTile(call, 'main');
  // Before somebody answers there is only the caller's own preview.
  if (call.phase !== 'connected' && call.phase !== 'ending') return me ? [me] : [];
  const [other] = othersOf(call);
  if (!other) return me ? [me] : [];
  const large = swapped && me;
  const peer = remoteTile(call.members[other], other, large ? 'corner' : 'main', locale);
  if (!me) return [peer];
  me.place = large ? 'main' : 'corner';
  return [peer, me];
}

/** Cuts the tiles to what fits, and counts those for which there is no room. */
export function fitting(tiles: Tile[]): { shown: Tile[]; hidden: number } {
  const shown = tiles.length > MOST_TILES ? tiles.slice(0, MOST_TILES - 1) : tiles;
  return { shown, hidden: tiles.length - shown.length };
}

/** A tile is dressed by its place: a small one has no name, and a large one has it at the head of the screen. */
export const dressOf = (place: Place) => ({
  small: place === 'corner',
  tagged: place !== 'main',
  named: place === 'cell',
});

function groupTiles(call: CallSnapshot, locale: Locale): Tile[] {
  const others = expectedOf(call);
  const me = localTile(call, 'cell');
  const tiles = others.map((userID) => remoteTile(call.members[userID], userID, 'cell', locale));
  return me ? [...tiles, me] : tiles;
}

function localTile({ userID, local, type }: CallSnapshot, place: Place): Tile | undefined {
  if (local.receiveOnly) return undefined;
  const picture = type === 2 && local.camera && !local.lost.camera && local.prepared;
  const muted = !local.microphone || local.lost.microphone;
  return { userID, local: true, place, picture, muted, note: '' };
}

function remoteTile(
  member: Readonly<Member> | undefined,
  userID: string,
  place: Place,
  locale: Locale,
): Tile {
  const here = member?.presence === 'present';
  return {
    userID,
    local: false,
    place,
    picture: here && member.video === true,
    muted: here && member.audio === false,
    note: member ? noteOf(member, locale) : '',
  };
}

/**
 * Adds the tiles that are not shown. In WeChat a tile is also the sound of a user, and this user's is
 * the way into the room: each stays for the whole call, in one order, since a live-pusher that is taken
 * out leaves the room.
 */
export function withHidden(call: CallSnapshot, shown: Tile[]): Tile[] {
  return [...othersOf(call), call.userID].map((userID) => {
    const local = userID === call.userID;
    const hidden: Tile = { userID, local, place: 'hidden', picture: false, muted: false, note: '' };
    return shown.find((tile) => tile.userID === userID) ?? hidden;
  });
}
