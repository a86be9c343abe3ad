/** A chart is drawn by uPlot, says its last values in words, and has a table of all of them behind it. */
import { defineComponent, h, onBeforeUnmount, onMounted, ref, watch, type PropType } from 'vue';
import uPlot, { type AlignedData, type Options } from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { lastOf, type Chart } from './series';
import { timeText } from './time';

/** Colours of Okabe and Ito, which colour-blind people can tell apart, and dashes for who sees none. */
const STROKES = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'];
const STROKES_ON_DARK = ['#56b4e9', '#e69f00', '#00b88a', '#e79dc6', '#f0e442', '#9ad0f5'];
const DASHES = [[], [6, 4], [2, 3], [10, 4, 2, 4], [12, 6], [1, 4]];
const HEIGHT = 150;

const dark = matchMedia('(prefers-color-scheme: dark)');

function optionsOf({ lines, unit }: Chart, width: number): Options {
  const ink = getComputedStyle(document.body).color;
  const axis = { stroke: ink, grid: { stroke: dark.matches ? '#ffffff22' : '#00000018' } };
  const strokes = dark.matches ? STROKES_ON_DARK : STROKES;
  return {
    width,
    height: HEIGHT,
    cursor: { show: false },
    legend: { show: false },
    scales: { y: { range: (_, __, max) => [0, Math.max(1, (max || 0) * 1.1)] } },
    axes: [
      { ...axis, space: 80, values: (_, splits) => splits.map((at) => timeText(at * 1000)) },
      { ...axis, size: 56 },
    ],
    series: [
      {},
      ...lines.map(({ name }, at) => ({
        label: `${name}, ${unit}`,
        stroke: strokes[at % strokes.length],
        dash: DASHES[at % DASHES.length],
        width: 2,
        // The server counts loss at other moments than the SDK reports.
        spanGaps: true,
        points: { size: 4 },
      })),
    ],
  };
}

const dataOf = ({ times, lines }: Chart): AlignedData => [
  times,
  ...lines.map((line) => line.values),
];

export const ChartView = defineComponent(
  (props: { chart: Chart }) => {
    const place = ref<HTMLElement>();
    let plot: uPlot | undefined;

    function draw(): void {
      plot?.destroy();
      const width = Math.max(200, place.value!.clientWidth);
      plot = new uPlot(optionsOf(props.chart, width), dataOf(props.chart), place.value!);
    }
    const resized = new ResizeObserver(() => {
      plot?.setSize({ width: Math.max(200, place.value!.clientWidth), height: HEIGHT });
    });
    onMounted(() => {
      draw();
      resized.observe(place.value!);
      dark.addEventListener('change', draw);
    });
    onBeforeUnmount(() => {
      resized.disconnect();
      dark.removeEventListener('change', draw);
      plot?.destroy();
    });
    watch(
      () => props.chart,
      (next, before) => {
        const isSame =
          next.lines.map(({ name }) => name).join() === before.lines.map(({ name }) => name).join();
        if (isSame) plot?.setData(dataOf(next));
        else draw();
      },
    );

    return () => {
      const { chart } = props;
      return h('figure', { class: 'chart' }, [
        h('figcaption', [h('strong', chart.title), ` ${lastOf(chart)}`]),
        h(
          'ul',
          { class: 'legend', 'aria-hidden': 'true' },
          chart.lines.map(({ name }, at) =>
            h('li', { class: `line-${at % STROKES.length}` }, name),
          ),
        ),
        // A screen reader hears the caption and reads the table.
        h('div', { ref: place, 'aria-hidden': 'true' }),
        tableOf(chart),
      ]);
    };
  },
  { props: { chart: { type: Object as PropType<Chart>, required: true } } },
);

/** The newest first: who opens it looks for what is now. */
function tableOf({ title, unit, times, lines }: Chart) {
  const rows = times.map((time, at) =>
    h('tr', { key: time }, [
      h('th', { scope: 'row' }, timeText(time * 1000)),
      ...lines.map(({ values }) => h('td', values[at] ?? '–')),
    ]),
  );
  return h('details', [
    h('summary', `Table of ${title.toLowerCase()}`),
    h(
      'div',
      {
        class: 'scroll',
        tabindex: 0,
        role: 'region',
        'aria-label': `Table of ${title.toLowerCase()}`,
      },
      [
        h('table', [
          h(
            'thead',
            h('tr', [
              h('th', { scope: 'col' }, 'Time'),
              ...lines.map(({ name }) => h('th', { scope: 'col' }, `${name} (${unit})`)),
            ]),
          ),
          h('tbody', rows.reverse()),
        ]),
      ],
    ),
  ]);
}
