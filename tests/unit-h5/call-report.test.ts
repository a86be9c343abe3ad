import { mount } from '@vue/test-utils';
import { bridged, stepsOf, type Steps } from '@/components/trtc-call-chart/chart';
import { drawLines, topOf } from '@/components/trtc-call-chart/draw';
import { lookOf } from '@/components/trtc-call-chart/looks';
import TrtcCallReport from '@/components/trtc-call-report/trtc-call-report.vue';
import { importReport } from '@/src/diagnostics/import';
import { describeReport } from '@/src/diagnostics/report/describe-report';
import type { Locale } from '@/src/locale';
import type { CallReport } from '@/src/store/types';
import { chartsOfCloud, readPasted } from '@/pages/report/pasted';
import { reportOf } from '../support/call-report';
import { installUni } from './support/uni';

let clipboard = '';
beforeEach(() => {
  installUni();
  clipboard = '';
  // There is no canvas here: what is drawn is looked at in a browser.
  const query = { in: () => query, select: () => query, fields: () => query, exec() {} };
  Object.assign(uni, {
    createSelectorQuery: () => query,
    setClipboardData: ({ data }: { data: string }) => (clipboard = data),
  });
});

const show = (report: CallReport, locale: Locale = 'en', names: Record<string, string> = {}) =>
  mount(TrtcCallReport, { props: { report, locale, names } });
type Screen = ReturnType<typeof show>;
const find = (screen: Screen, testID: string) => screen.find(`[data-testid="${testID}"]`);
const tap = (screen: Screen, testID: string) => find(screen, testID).trigger('click');

const lossy = (): CallReport => ({
  ...reportOf(),
  findings: [{ kind: 'loss-up', from: 70_000, to: 100_000, figures: { loss: 12 } }],
});

describe('the screen of a report', () => {
  it('a call without findings reads that nothing unusual happened', () => {
    const screen = show(reportOf());
    expect(find(screen, 'verdict-user').text()).toBe('Nothing unusual happened in this call');
    expect(find(screen, 'report-findings').exists()).toBe(false);
  });

  it('what was unusual is said to the user, and with figures to support, in the language of the user', () => {
    const screen = show(lossy());
    expect(find(screen, 'verdict-user').text()).toContain('12 % of what you sent');
    expect(find(screen, 'verdict-support').text()).toContain('between 1:10 and 1:40');
    expect(screen.find('[data-finding="loss-up"]').exists()).toBe(true);
    expect(find(show(lossy(), 'zh-CN'), 'verdict-user').text()).toMatch(/12 ?%/);
    expect(show(lossy(), 'zh-CN').text()).toContain('时间线');
  });

  it('the timeline is a list with the time, the words and the numbers of each entry', () => {
    const list = show(reportOf(), 'en', { bob: 'Robert' }).find('[data-testid="timeline"]');
    expect(list.attributes('role')).toBe('list');
    const lines = list.findAll('[role="listitem"]').map((line) => line.text());
    expect(lines).toHaveLength(4);
    expect(lines[1]).toContain('Robert answered');
    expect(lines[2]).toContain('0:01');
    expect(lines[2]).toContain('sdk 4006 0');
  });

  it('what was left out is told where it was', () => {
    const timeline = Array.from({ length: 160 }, (_, at) => ({ at, kind: 'warning' as const }));
    const screen = show({ ...reportOf(), timeline, omitted: 40 });
    const lines = screen.findAll('[data-testid="timeline"] [role="listitem"]');
    expect(lines[60]!.text()).toContain('40 entries had to be left out');
  });

  it('there is a chart for what was measured, and none for what was not', () => {
    const titles = show(reportOf())
      .findAll('[data-testid="chart"] [role="heading"]')
      .map((title) => title.text());
    expect(titles).toEqual([
      'Round trip (ms)',
      'Loss (%)',
      'Bitrate of the picture (kbit/s)',
      'Frame rate (fps)',
    ]);
    expect(show({ ...reportOf(), quality: [] }).text()).toContain('Nothing was measured');
  });

  it('a chart is told in words, and has a table with the same figures', async () => {
    const chart = show(reportOf()).find('[data-testid="chart"]:nth-child(1)');
    expect(chart.find('[role="img"]').attributes('aria-label')).toBe(
      'Round trip (ms). To the service and back: 20 – 40',
    );
    await chart.find('[data-testid="chart-table-button"]').trigger('click');
    const rows = chart.findAll('[role="row"]').map((row) => row.text());
    expect(rows[1]).toContain('0:02');
    expect(rows[1]).toContain('20');
  });

  it('a report is copied as JSON that can be read again, and as text', async () => {
    const screen = show(lossy());
    await tap(screen, 'copy-json');
    expect(importReport(clipboard)).toEqual(lossy());
    await tap(screen, 'copy-text');
    const { user, support } = describeReport(lossy());
    expect(clipboard).toContain(user);
    expect(clipboard).toContain(support);
    expect(clipboard).toContain('bob answered');
  });

  it('without user IDs nobody is named, on the screen and in what is copied', async () => {
    const screen = show(reportOf(), 'en', { bob: 'Robert' });
    await tap(screen, 'anonymous');
    expect(find(screen, 'anonymous').attributes('aria-checked')).toBe('true');
    expect(screen.text()).not.toMatch(/bob|Robert|alice/);
    for (const kind of ['copy-text', 'copy-json']) {
      await tap(screen, kind);
      expect(clipboard).toContain('user-2');
      expect(clipboard).not.toMatch(/bob|Robert|alice/);
    }
  });
});

describe('the lines of a chart', () => {
  const points = (...ats: number[]) => ats.map((at) => ({ at, value: at }));

  it('time without a measurement is a gap, and a little delay is none', () => {
    const { rows } = stepsOf([{ name: '', points: points(0, 2000, 4100, 5900, 20_000, 22_000) }]);
    expect(rows[0]!.slice(0, 4)).toEqual([0, 2000, 4100, 5900]);
    const drawn = bridged(rows[0]!).map((value) => value !== null);
    expect(drawn.indexOf(false)).toBe(4);
    expect(drawn.lastIndexOf(false)).toBe(9);
    const steady = points(...Array.from({ length: 40 }, (_, index) => index * 2000 + (index % 3)));
    expect(stepsOf([{ name: '', points: steady }]).rows[0]).not.toContain(null);
    expect(bridged([1, null, 3, null, null, 3])).toEqual([1, 2, 3, null, null, 3]);
  });

  it('lines of different times have the same steps', () => {
    const { times, rows } = stepsOf([
      { name: 'a', points: points(0, 2000, 4000) },
      { name: 'b', points: points(10_000, 12_000) },
    ]);
    expect(rows.map((row) => row.length)).toEqual([times.length, times.length]);
    expect(rows[1]![0]).toBeNull();
  });

  it('lines differ in colour and in stroke from the one before, and no two of five look alike without colours', () => {
    for (const theme of ['light', 'dark'] as const) {
      const looks = Array.from({ length: 15 }, (_, index) => lookOf(index, theme));
      expect(new Set(looks.map((look) => JSON.stringify(look))).size).toBe(15);
      looks.slice(1).forEach((look, index) => {
        expect(look.color).not.toBe(looks[index]!.color);
        expect(look.stroke).not.toBe(looks[index]!.stroke);
      });
    }
  });

  it('the scale ends above all that is drawn, and has whole numbers', () => {
    for (const most of [0, 3, 4, 5, 10, 11, 40.5, 99, 420, 1999, 12_345]) {
      const top = topOf([[null, most]]);
      expect(top).toBeGreaterThanOrEqual(most);
      expect(top % 4).toBe(0);
    }
    expect(topOf([[420]])).toBe(480);
  });
});

describe('the picture of a chart', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  /** A 2D context that notes what it is told, as uCharts itself drives it. */
  function recorder() {
    const told: { name: string; args: unknown[] }[] = [];
    const properties: Record<string, unknown> = { measureText: () => ({ width: 20 }) };
    const context = new Proxy(properties, {
      get: (target, name: string) =>
        target[name] ??
        (name.startsWith('set') && name !== 'setLineDash'
          ? undefined
          : (...args: unknown[]) => void told.push({ name, args })),
    });
    const count = (name: string) => told.filter((one) => one.name === name).length;
    return { context, told, count };
  }

  it('each line has its stroke, and a gap is not drawn over', () => {
    const { context, told, count } = recorder();
    const draw = (...args: [Steps, string[], 'light' | 'dark']) => {
      told.length = 0;
      drawLines({ context, width: 320, height: 170 }, ...args);
      jest.runAllTimers();
    };
    const steps = { times: [0, 2000, 4000, 6000, 8000], rows: [[1, 2, 3, 2, 1]] };
    draw(steps, ['up'], 'light');
    const whole = count('lineTo');
    draw({ ...steps, rows: [[1, null, null, 2, 1]] }, ['up'], 'light');
    expect(count('lineTo')).toBe(whole - 3);
    draw({ ...steps, rows: [steps.rows[0]!, steps.rows[0]!] }, ['a', 'b'], 'dark');
    expect(told).toContainEqual({ name: 'setLineDash', args: [[7, 7]] });
  });

  it('one measurement alone is a point', () => {
    const { context, count } = recorder();
    drawLines({ context, width: 320, height: 170 }, { times: [0], rows: [[5]] }, ['up'], 'light');
    jest.runAllTimers();
    expect(count('arc')).toBeGreaterThan(0);
  });
});

describe('what is pasted', () => {
  it('a report is one of ours, another JSON is an answer of the cloud', () => {
    expect(readPasted(JSON.stringify(reportOf()), 'en').kind).toBe('report');
    expect(readPasted('{"Response":{"Data":[]}}', 'en').kind).toBe('events');
    expect(() => readPasted('hello', 'en')).toThrow('is not JSON');
  });

  it('the metrics of the cloud are charts over the time since the first measurement', () => {
    const line = { name: 'rtt', text: 'Round trip', unit: 'ms', direction: 'up' } as const;
    const at = Date.UTC(2026, 0, 2);
    const charts = chartsOfCloud([
      { ...line, userID: 'alice', points: [{ at: at + 5000, value: 1 }] },
      { ...line, userID: 'bob', points: [{ at, value: 2 }] },
      { ...line, name: 'aBit', text: 'Sound', userID: 'bob', points: [] },
    ]);
    expect(charts).toEqual([
      {
        ...{ title: 'Round trip', unit: 'ms' },
        series: [
          { name: 'alice', points: [{ at: 5000, value: 1 }] },
          { name: 'bob', points: [{ at: 0, value: 2 }] },
        ],
      },
    ]);
  });
});
