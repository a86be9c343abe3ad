/** The colours of the stage page are those of the kit's theme, which nvue cannot read: it has no CSS variables. */
import type { Palette } from '../screen-types';

/** Over a picture the colours are those of the dark, in any theme. */
export type StageLook = 'light' | 'dark' | 'picture';

/** A glow is light of the colour of the screen above its backdrop. */
interface Glow {
  /** percent */
  saturation: number;
  lightness: number;
  /** 0…1: how much of it covers the backdrop */
  share: number;
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
};

export const PALETTES: Record<StageLook, Palette> = {
  light: LIGHT,
  dark: DARK,
  picture: { ...DARK, glass: 'rgba(40, 48, 45, 0.62)', backdrop: '#050807' },
};

const GLOWS: Record<StageLook, Glow | undefined> = {
  light: { saturation: 60, lightness: 72, share: 0.55 },
  dark: { saturation: 50, lightness: 34, share: 0.75 },
  picture: undefined,
};

/** The colours that an app has chosen; '' for those of the kit. */
export interface ChosenColors {
  acceptColor: string;
  dangerColor: string;
}

/** Gives the colours of a screen. */
export function paletteOf(look: StageLook, { acceptColor, dangerColor }: ChosenColors): Palette {
  const colors = PALETTES[look];
  return { ...colors, accept: acceptColor || colors.accept, danger: dangerColor || colors.danger };
}

/** Gives the colour at the top of a screen, which gets lost in its backdrop. @returns undefined where it has none */
export function glowOf(look: StageLook, hue: number): string | undefined {
  const glow = GLOWS[look];
  if (!glow) return undefined;
  return mixed(hsl(hue, glow.saturation, glow.lightness), PALETTES[look].backdrop, glow.share);
}

/** Gives the two colours of a face, from its upper left to its lower right. */
export const faceColors = (hue: number): [string, string] => [
  hsl(hue, 52, 46),
  hsl((hue + 30) % 360, 55, 34),
];

/** Gives the colour of the rings around a face. */
export const tintOf = (hue: number): string => hsl(hue, 50, 50);

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
