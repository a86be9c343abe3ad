/** The colours of the stage page are those of the kit's theme, which nvue cannot read: it has no CSS variables. */
import type { StageLook } from './screen-types';

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
  /** Saturation and lightness in percent, and how much of it covers the backdrop; undefined: no glow. */
  glow: readonly [saturation: number, lightness: number, share: number] | undefined;
}

const LIGHT: Palette = {
  accept: '#0f854a',
  danger: '#e0383e',
  ink: '#10201a',
  inkSoft: '#4c5e56',
  glass: 'rgba(16, 32, 26, 0.09)',
  glassOff: '#10201a',
  glassOffInk: '#fff',
  sheet: '#fff',
  sheetInk: '#10201a',
  backdrop: '#f4f6f5',
  glow: [60, 72, 0.55],
};

const DARK: Palette = {
  ...LIGHT,
  ink: '#f2f7f5',
  inkSoft: 'rgba(242, 247, 245, 0.74)',
  glass: 'rgba(255, 255, 255, 0.18)',
  glassOff: '#f2f7f5',
  glassOffInk: '#10201a',
  sheet: '#1a2421',
  sheetInk: '#f2f7f5',
  backdrop: '#0c1412',
  glow: [50, 34, 0.75],
};

export const PALETTES: Record<StageLook, Palette> = {
  light: LIGHT,
  dark: DARK,
  picture: { ...DARK, glass: 'rgba(40, 48, 45, 0.62)', backdrop: '#050807', glow: undefined },
};

/** Writes a colour for nvue, which knows no `hsl()`. @param hue 0…359 @param saturation, lightness percent */
export function hsl(hue: number, saturation: number, lightness: number): string {
  const rest = lightness / 100;
  const strength = (saturation / 100) * Math.min(rest, 1 - rest);
  const part = (offset: number) => {
    const turn = (offset + hue / 30) % 12;
    const value = rest - strength * Math.max(-1, Math.min(turn - 3, 9 - turn, 1));
    return Math.round(value * 255)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${part(0)}${part(8)}${part(4)}`;
}

/** Lays a colour over another one. @param share 0…1 of the upper one @returns both as `#rrggbb`, as one */
export function mixed(upper: string, lower: string, share: number): string {
  const parts = [1, 3, 5].map((at) => {
    const [above, below] = [upper, lower].map((colour) => parseInt(colour.slice(at, at + 2), 16));
    return Math.round(above! * share + below! * (1 - share))
      .toString(16)
      .padStart(2, '0');
  });
  return `#${parts.join('')}`;
}
