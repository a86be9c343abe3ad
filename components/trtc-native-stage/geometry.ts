/** Says where the tiles stand. nvue has neither percent nor grids, so that every tile is told its place in px. */
import type { Corner } from '../shared/use-drag';
import type { StageTile } from './screen-types';

/** All in px, of the whole screen: the page lies under the status bar, too. */
export interface Frame {
  width: number;
  height: number;
  /** What the status bar and the home bar take. */
  top: number;
  bottom: number;
}

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

const SMALL = { width: 104, height: 152 };
const AIR = { side: 16, top: 92, bottom: 172 };
const GRID = { side: 10, gap: 8, top: 96, bottom: 160 };

export const fullBox = ({ width, height }: Frame): Box => ({ left: 0, top: 0, width, height });

/** The small picture stands in a corner, clear of the head and the buttons. */
export function cornerBox(frame: Frame, corner: Corner): Box {
  const isLeft = corner.endsWith('left');
  const isTop = corner.startsWith('top');
  return {
    left: isLeft ? AIR.side : frame.width - AIR.side - SMALL.width,
    top: isTop ? AIR.top + frame.top : frame.height - AIR.bottom - frame.bottom - SMALL.height,
    ...SMALL,
  };
}

/** Columns of a grid of 1 to 9, on a screen that is higher than wide and on one that is wider than high. */
const COLUMNS = {
  high: [1, 1, 2, 2, 2, 2, 3, 3, 3],
  wide: [1, 2, 3, 2, 3, 3, 4, 4, 3],
} as const;

/** The cells of a grid of so many, row by row. A last cell that stands alone takes its row. */
export function gridBoxes(frame: Frame, count: number): Box[] {
  const isWide = frame.width >= frame.height;
  const columns = COLUMNS[isWide ? 'wide' : 'high'][count - 1] ?? 3;
  const rows = Math.ceil(count / columns);
  const wide = frame.width - 2 * GRID.side;
  const top = GRID.top + frame.top;
  const high = frame.height - top - GRID.bottom - frame.bottom;
  const part = (whole: number, of: number) => (whole - (of - 1) * GRID.gap) / of;
  const [width, height] = [part(wide, columns), part(high, rows)];
  return Array.from({ length: count }, (_, index) => {
    const column = index % columns;
    const isAlone = !isWide && column === 0 && index === count - 1;
    return {
      left: GRID.side + column * (width + GRID.gap),
      top: top + Math.floor(index / columns) * (height + GRID.gap),
      width: isAlone ? wide : width,
      height,
    };
  });
}

/** Lists the boxes of the tiles, in their order. @param more there is one cell more, which is the last box */
export function boxesOf(
  tiles: readonly StageTile[],
  more: boolean,
  frame: Frame,
  corner: Corner,
): Box[] {
  const cells = gridBoxes(frame, tiles.length + (more ? 1 : 0));
  const boxes = tiles.map(({ place }, index) => {
    if (place === 'main') return fullBox(frame);
    return place === 'corner' ? cornerBox(frame, corner) : cells[index]!;
  });
  return more ? [...boxes, cells[tiles.length]!] : boxes;
}

/** A face leaves room for a note and a name below it. @returns px across */
export const faceSizeIn = ({ width, height }: Box): number =>
  Math.min(76, Math.floor(Math.min(width * 0.45, height * 0.36)));

/** Writes a box as a style. */
export const styleOf = ({ left, top, width, height }: Box) => ({
  left: `${left}px`,
  top: `${top}px`,
  width: `${width}px`,
  height: `${height}px`,
});
