/** Draws lines by uCharts, on whatever context a platform has for a canvas. */
import UCharts from '@qiun/ucharts';
import { formatDuration } from '../../src/locale';
import { bridged, type Steps } from './chart';
import { GROUND, lookOf } from './looks';

export interface Canvas {
  /** Of a 2D canvas, or what `uni.createCanvasContext` gives. */
  context: unknown;
  /** CSS pixels */
  width: number;
  /** CSS pixels */
  height: number;
}

/** Lengths of dashes in pixels; uCharts makes gaps as long. */
const DASHES = { solid: 0, dashed: 7, dotted: 2 } as const;

const FONT_SIZE = 11;

/** Draws in the next moment, without an animation: a report is read, and nobody has to wait for a line to grow. */
export function drawLines(
  { context, width, height }: Canvas,
  { times, rows }: Steps,
  names: readonly string[],
  theme: 'light' | 'dark',
): void {
  const { ink, grid, paper } = GROUND[theme];
  // A single step is a point, of which a line has none to show.
  const isPoint = times.length === 1;
  new UCharts({
    type: 'line',
    ...{ context, width, height, pixelRatio: 1, animation: false, rotate: false },
    ...{ background: paper, fontColor: ink, fontSize: FONT_SIZE, padding: [10, 14, 2, 6] },
    ...{ dataLabel: false, dataPointShape: isPoint, legend: { show: false } },
    categories: times.map((at) => formatDuration(at / 1000)),
    series: rows.map((row, index) => {
      const { color, stroke } = lookOf(index, theme);
      const dashLength = DASHES[stroke];
      return {
        ...{
          name: names[index] ?? '',
          data: bridged(row),
          color,
          connectNulls: false,
          pointShape: 'circle',
        },
        ...(dashLength > 0 && { lineType: 'dash', dashLength }),
      };
    }),
    xAxis: {
      ...{ disableGrid: true, boundaryGap: isPoint ? 'center' : 'justify', labelCount: 5 },
      ...{ fontColor: ink, fontSize: FONT_SIZE, axisLineColor: grid },
    },
    yAxis: {
      ...{ gridColor: grid, splitNumber: LINES },
      data: [
        { ...{ min: 0, max: topOf(rows), fontColor: ink, fontSize: FONT_SIZE, axisLine: false } },
      ],
    },
    extra: { line: { type: 'straight', width: 2 } },
  });
}

const LINES = 4;
const DIGITS = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** The end of the scale, at or above all that is drawn, so that each line of the grid stands for a whole number. */
export function topOf(rows: Steps['rows']): number {
  const most = rows.flat().reduce<number>((high, value) => Math.max(high, value ?? 0), 0);
  const part = Math.max(1, most / LINES);
  const tens = 10 ** Math.floor(Math.log10(part));
  const parts = DIGITS.map((digit) => digit * tens).filter(Number.isInteger);
  return LINES * parts.find((one) => one >= part)!;
}
