/** The looks of lines: they differ in colour and in stroke, so that who sees no colours tells them apart, too. */

export interface LineLook {
  color: string;
  stroke: 'solid' | 'dashed' | 'dotted';
}

/**
 * Colours that people with every kind of colour vision tell apart, in an order in which neighbours differ in lightness.
 *
 * @see https://jfly.uni-koeln.de/color/ Okabe and Ito, Color Universal Design
 */
const COLORS = {
  light: ['#0072b2', '#b34700', '#007a5a', '#9c4a80', '#5a5a5a'],
  dark: ['#56b4e9', '#e69f00', '#2fd1a0', '#e29bc4', '#d9d9d9'],
} as const;

const STROKES = ['solid', 'dashed', 'dotted'] as const;

/** 5 colours and 3 strokes make 15 lines that no two are alike of; then they begin anew. */
export function lookOf(index: number, theme: 'light' | 'dark'): LineLook {
  const colors = COLORS[theme];
  return {
    color: colors[index % colors.length]!,
    stroke: STROKES[index % STROKES.length]!,
  };
}

/** What a chart is drawn with beside its lines. uCharts takes hexadecimal colours only. */
export const GROUND = {
  light: { ink: '#4c5e56', grid: '#dde4e0', paper: '#ffffff' },
  dark: { ink: '#b4c4bd', grid: '#2c3a36', paper: '#161f1c' },
} as const;
