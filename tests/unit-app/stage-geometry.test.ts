/** These tests hold where the tiles of the stage page stand, and its colours, which nvue is told in numbers. */
import { readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { boxesOf, cornerBox, gridBoxes, type Box } from '@/components/trtc-native-stage/geometry';
import { hsl, mixed, PALETTES } from '@/components/trtc-native-stage/service/palette';

const PHONE = { width: 360, height: 640, top: 24, bottom: 16 };
const TABLET = { width: 1024, height: 768, top: 0, bottom: 0 };
const COUNTS = [1, 2, 3, 4, 5, 6, 7, 8, 9];

const overlaps = (a: Box, b: Box) =>
  a.left < b.left + b.width &&
  b.left < a.left + a.width &&
  a.top < b.top + b.height &&
  b.top < a.top + a.height;

describe.each([
  ['a phone', PHONE],
  ['a tablet', TABLET],
])('the grid on %s', (_, frame) => {
  it.each(COUNTS)(
    '%i cells lie on the screen, between head and buttons, none over another',
    (count) => {
      const boxes = gridBoxes(frame, count);
      expect(boxes).toHaveLength(count);
      for (const box of boxes) {
        expect(box.left).toBeGreaterThanOrEqual(10);
        expect(box.left + box.width).toBeLessThanOrEqual(frame.width - 10 + 1e-6);
        expect(box.top).toBeGreaterThanOrEqual(96 + frame.top);
        expect(box.top + box.height).toBeLessThanOrEqual(frame.height - 160 - frame.bottom + 1e-6);
        expect(boxes.filter((other) => overlaps(box, other))).toEqual([box]);
      }
    },
  );
});

describe('the places of the tiles', () => {
  it.each([3, 5, 7])('the last of %i cells takes its row on a phone', (count) => {
    expect(gridBoxes(PHONE, count).at(-1)).toMatchObject({ left: 10, width: 340 });
  });

  it.each(['top-left', 'top-right', 'bottom-left', 'bottom-right'] as const)(
    'the small picture fits into the corner %s',
    (corner) => {
      const { left, top, width, height } = cornerBox(PHONE, corner);
      expect(left).toBe(corner.endsWith('left') ? 16 : 360 - 16 - width);
      expect(top).toBe(corner.startsWith('top') ? 116 : 640 - 188 - height);
    },
  );

  it('the count of those who do not fit has a cell of its own', () => {
    const tile = { place: 'cell' } as Parameters<typeof boxesOf>[0][number];
    expect(boxesOf([tile, tile], true, PHONE, 'top-right')).toEqual(gridBoxes(PHONE, 3));
  });
});

describe('the colours of the stage page', () => {
  const CSS = readFileSync('components/trtc-call-kit/theme.css', 'utf8');
  /** Reads the variables of a rule of the kit's theme, from where it begins. */
  function themeAt(start: number): Record<string, string> {
    const rule = CSS.slice(start, CSS.indexOf('}', start));
    const lines = rule.matchAll(/--trtc-([\w-]+): ([^;]+);/g);
    return Object.fromEntries([...lines].map(([, name, value]) => [name, value!]));
  }
  const LIGHT = themeAt(CSS.indexOf('.trtc-kit {'));
  const DARK = { ...LIGHT, ...themeAt(CSS.indexOf('.trtc-kit--dark')) };
  const OVER = { ...DARK, ...themeAt(CSS.lastIndexOf('.trtc-kit--picture')) };

  it('the theme of the kit is read', () => {
    expect(LIGHT.backdrop).toBe('#f4f6f5');
    expect(DARK.backdrop).toBe('#0c1412');
  });

  it.each([
    ['light', LIGHT],
    ['dark', DARK],
    ['picture', OVER],
  ] as const)('the colours of %s are those of the kit', (look, theme) => {
    const { ink, inkSoft, glass, glassOff, glassOffInk, sheet, sheetInk, backdrop } =
      PALETTES[look];
    expect({ ink, 'ink-soft': inkSoft, glass, 'glass-off': glassOff, backdrop, sheet }).toEqual({
      ink: theme.ink,
      'ink-soft': theme['ink-soft'],
      glass: theme.glass,
      'glass-off': theme['glass-off'],
      backdrop: theme.backdrop,
      sheet: theme.sheet,
    });
    expect([glassOffInk, sheetInk]).toEqual([theme['glass-off-ink'], theme['sheet-ink']]);
  });

  it('a colour by hue is written as nvue reads it', () => {
    expect(hsl(0, 100, 50)).toBe('#ff0000');
    expect(hsl(120, 100, 25)).toBe('#008000');
    expect(hsl(210, 50, 40)).toBe('#336699');
    expect(mixed('#ffffff', '#000000', 0.5)).toBe('#808080');
  });
});

describe('the font of the icons', () => {
  it('the font is made of the drawings of trtc-icon as they are now', () => {
    const run = spawnSync(process.execPath, ['scripts/stage-font.mjs', '--check'], {
      encoding: 'utf8',
    });
    expect(run.stderr + run.stdout).toBe('');
    expect(run.status).toBe(0);
  });
});
