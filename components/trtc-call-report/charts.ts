/** Which charts a report has follows from what was measured: there is none of what the platform does not tell. */
import type { CallReport } from '../../src/store/types';
import type { ChartSeries } from '../trtc-call-chart/chart';
import type { ChartName, ReportScreenWords } from './words';

export interface ReportChart {
  name: ChartName;
  unit: string;
  series: ChartSeries[];
}

type Quality = CallReport['quality'][number]['up'];

/** In the order of the screen. */
const CHARTS = {
  rtt: { unit: 'ms', of: ({ rtt }: Quality) => rtt },
  loss: { unit: '%', of: ({ loss }: Quality) => loss },
  jitter: { unit: 'ms', of: ({ jitter }: Quality) => jitter },
  soundBitrate: { unit: 'kbit/s', of: ({ audio }: Quality) => audio?.bitrate },
  pictureBitrate: { unit: 'kbit/s', of: ({ video }: Quality) => video?.bitrate },
  frameRate: { unit: 'fps', of: ({ video }: Quality) => video?.frameRate },
} as const satisfies Record<ChartName, object>;

/** Makes the charts of a report: one line for what was sent, and one for each user who was received. */
export function chartsOf(
  { quality }: Pick<CallReport, 'quality'>,
  words: ReportScreenWords,
  nameOf: (userID: string) => string,
): ReportChart[] {
  const userIDs = new Set(quality.flatMap(({ down = [] }) => down.map(({ userID }) => userID)));
  const names = Object.keys(CHARTS) as ChartName[];
  return names.flatMap((name) => {
    const { unit, of } = CHARTS[name];
    const points = (measured: (sample: CallReport['quality'][number]) => Quality | undefined) =>
      quality.flatMap((sample) => {
        const from = measured(sample);
        const value = from && of(from);
        return value === undefined ? [] : [{ at: sample.at, value }];
      });
    const series = [
      { name: name === 'rtt' ? words.service : words.sent, points: points(({ up }) => up) },
      ...[...userIDs].map((userID) => ({
        name: words.received.replace('{who}', nameOf(userID)),
        points: points(({ down = [] }) => down.find((one) => one.userID === userID)),
      })),
    ].filter((line) => line.points.length > 0);
    return series.length > 0 ? [{ name, unit, series }] : [];
  });
}
