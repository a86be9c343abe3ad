import { computed, type ComputedRef, type Ref } from 'vue';
import { useDrag } from '../shared/use-drag';
import { boxesOf, faceSizeIn, styleOf, type Frame } from './geometry';
import type { StageScreen, StageTile } from './screen-types';

export interface PlacedTile {
  key: string;
  tile: StageTile;
  /** px across, of the face that stands for a picture */
  faceSize: number;
  style: Record<string, string | undefined>;
}

/**
 * Puts the tiles of the screen into their places, in the order in which they are drawn: later ones lie over earlier
 * ones, and what is drawn never changes its order, since a native view that is put elsewhere goes black. This user
 * lies over the others. Who gets small over this user is drawn by another tile, above.
 */
export function usePlacedTiles(screen: Ref<StageScreen | undefined>, frame: Readonly<Ref<Frame>>) {
  const drag = useDrag();
  const boxes = computed(() => {
    const { tiles = [], more = '' } = screen.value ?? {};
    return boxesOf(tiles, more !== '', frame.value, drag.corner.value);
  });
  const placed: ComputedRef<PlacedTile[]> = computed(() => {
    const tiles = (screen.value?.tiles ?? []).map((tile, index) => {
      const layer = tile.local ? 1 : tile.place === 'corner' ? 2 : 0;
      const style = {
        ...styleOf(boxes.value[index]!),
        ...(tile.place === 'corner' ? drag.style.value : {}),
      };
      const faceSize = faceSizeIn(boxes.value[index]!);
      return { key: `${layer} ${tile.face.userID}`, layer, tile, faceSize, style };
    });
    return tiles.sort((a, b) => a.layer - b.layer);
  });
  /** The place of the cell that says how many more there are. */
  const more = computed(() =>
    screen.value?.more ? styleOf(boxes.value[screen.value.tiles.length]!) : undefined,
  );
  return {
    placed,
    more,
    grab({ tile }: PlacedTile, event: unknown): void {
      if (tile.place === 'corner') drag.begin(event);
    },
    move: drag.move,
    drop: drag.end,
    /** Tells that a tap on this tile is meant, and no drag has just ended. */
    isTap: ({ tile }: PlacedTile): boolean => tile.place === 'corner' && !drag.wasDragged(),
  };
}
