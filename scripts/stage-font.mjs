// node scripts/stage-font.mjs writes the icons of an App's stage page as a font.
// nvue draws neither SVG nor masks, but any font, in the colour of its text. The drawings are those of trtc-icon.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import PathKitInit from 'pathkit-wasm/bin/pathkit.js';
import svg2ttf from 'svg2ttf';

const file = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const SOURCE = file('components/trtc-icon/trtc-icon.vue');
const GLYPHS = file('components/trtc-native-stage/icon-glyphs.ts');
const FONT = file('components/trtc-native-stage/service/icon-font.ts');

/** The stage page shows these; each more costs the App some 400 bytes. */
const NAMES = [
  'mic',
  'mic-off',
  'video',
  'video-off',
  'phone',
  'hangup',
  'flip',
  'sound',
  'ear',
].concat(['people', 'close', 'check', 'warning']);

/** The drawings are 24 wide; so many units of the font are one of theirs. */
const SCALE = 20;
const EM = 24 * SCALE;
/** The first character of the area that Unicode leaves to private use. */
const FIRST = 0xe000;

/** Reads the drawing of an icon. @throws Error where trtc-icon has none of this name */
function drawingOf(style, name) {
  const rule = new RegExp(
    `\\.trtc-icon--${name} \\{\\s*--trtc-icon: url\\("data:image/svg\\+xml,([^"]+)"`,
  );
  const found = rule.exec(style);
  if (!found) throw new Error(`trtc-icon has no ${name}`);
  return decodeURIComponent(found[1]);
}

/** Writes a shape of SVG as the data of a path. */
function dataOf(tag, attributes) {
  if (tag === 'path') return attributes.d;
  const number = (key) => Number(attributes[key] ?? 0);
  if (tag === 'circle') {
    const r = number('r');
    return `M${number('cx') - r} ${number('cy')}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
  }
  const [x, y, width, height, r] = ['x', 'y', 'width', 'height', 'rx'].map(number);
  const corner = (dx, dy) => `a${r} ${r} 0 0 1 ${dx} ${dy}`;
  return (
    `M${x + r} ${y}h${width - 2 * r}${corner(r, r)}v${height - 2 * r}${corner(-r, r)}` +
    `h${2 * r - width}${corner(-r, -r)}v${2 * r - height}${corner(r, -r)}z`
  );
}

const between = (a, b) => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
const distance = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]);
const middle = ({ from, bend, to }) => between(between(from, bend), between(bend, to));

/** Reads the outlines of a path of lines and quadratic curves, with no more curves than the eye can tell. */
function contoursOf(data) {
  const contours = [];
  let at;
  for (const [, command, text] of data.matchAll(/([MLQZ])([^MLQZ]*)/g)) {
    const numbers = (text.match(/-?[\d.]+(e-?\d+)?/g) ?? []).map(Number);
    const points = numbers.flatMap((x, i) => (i % 2 ? [] : [[x, numbers[i + 1]]]));
    if (command === 'M') contours.push([]);
    else if (command === 'L') contours.at(-1).push({ from: at, to: points[0] });
    else if (command === 'Q') add(contours.at(-1), { from: at, bend: points[0], to: points[1] });
    at = points.at(-1) ?? at;
  }
  return contours.filter((contour) => contour.length > 0);
}

/** Adds a curve to an outline, as one with the curve before where that looks the same. */
function add(contour, curve) {
  const before = contour.at(-1);
  const one = before?.bend && joined(before, curve);
  if (one) contour.splice(-1, 1, one);
  else contour.push(curve);
}

/** Makes one curve of two. @returns undefined where it would differ by more than a fiftieth of a unit of the drawings */
function joined(a, b) {
  const [ux, uy] = [a.bend[0] - a.from[0], a.bend[1] - a.from[1]];
  const [vx, vy] = [b.bend[0] - b.to[0], b.bend[1] - b.to[1]];
  const [dx, dy] = [b.to[0] - a.from[0], b.to[1] - a.from[1]];
  const cross = ux * vy - uy * vx;
  // The bend of the one curve lies where the first and the last tangent meet.
  const [part, back] = [(dx * vy - dy * vx) / cross, (dx * uy - dy * ux) / cross];
  if (!(part >= 1 && back >= 1)) return undefined;
  const one = { from: a.from, bend: [a.from[0] + ux * part, a.from[1] + uy * part], to: b.to };
  return distance(middle(one), a.to) < SCALE / 50 ? one : undefined;
}

/** Fonts fill by the way an outline winds: holes have to wind against what they are holes of. */
function wound(contours) {
  return contours.map((contour) => {
    const [x, y] = contour[0].to;
    const around = contours.filter((other) => other !== contour && surrounds(other, x, y)).length;
    return area(contour) > 0 === (around % 2 === 0) ? contour : reversed(contour);
  });
}

const area = (contour) =>
  contour.reduce((sum, { from, to }) => sum + from[0] * to[1] - to[0] * from[1], 0);

const reversed = (contour) =>
  contour.map(({ from, to, ...rest }) => ({ from: to, to: from, ...rest })).reverse();

/** Counts how often a ray to the right crosses the outline. */
function surrounds(contour, x, y) {
  const crossed = contour.filter(({ from, to }) => {
    if (from[1] > y === to[1] > y) return false;
    return x < from[0] + ((y - from[1]) / (to[1] - from[1])) * (to[0] - from[0]);
  });
  return crossed.length % 2 === 1;
}

function written(contour) {
  const text = (point) => point.map(Math.round).join(' ');
  const curves = contour.map(({ bend, to }) =>
    bend ? `Q${text(bend)} ${text(to)}` : `L${text(to)}`,
  );
  return `M${text(contour[0].from)}${curves.join('')}Z`;
}

/** Draws an icon as one outline, as fonts know no strokes. @returns the data of a path, y upwards */
function outline(kit, drawing) {
  const all = kit.NewPath();
  for (const [, tag, text] of drawing.matchAll(/<(path|rect|circle)([^>]*)\/>/g)) {
    const attributes = Object.fromEntries(
      [...text.matchAll(/([\w-]+)='([^']*)'/g)].map(([, key, value]) => [key, value]),
    );
    const shape = kit.FromSVGString(dataOf(tag, attributes));
    const stroke = shape.copy();
    stroke.stroke({ width: 1.9, join: kit.StrokeJoin.ROUND, cap: kit.StrokeCap.ROUND });
    all.op(stroke, kit.PathOp.UNION);
    if (attributes.fill) all.op(shape, kit.PathOp.UNION);
  }
  const turn = /rotate\((\d+) 12 12\)/.exec(drawing);
  if (turn) {
    const [sin, cos] = [Math.sin, Math.cos].map((of) => of((Number(turn[1]) * Math.PI) / 180));
    all.transform(cos, -sin, 12 - 12 * cos + 12 * sin, sin, cos, 12 - 12 * sin - 12 * cos, 0, 0, 1);
  }
  all.simplify();
  all.transform(SCALE, 0, 0, 0, -SCALE, EM, 0, 0, 1);
  return wound(contoursOf(all.toSVGString())).map(written).join('');
}

/** Makes the modules that hold the font and its characters. */
async function write() {
  const wasmBinary = readFileSync(
    createRequire(import.meta.url).resolve('pathkit-wasm/bin/pathkit.wasm'),
  );
  const kit = await PathKitInit({ wasmBinary });
  const style = readFileSync(SOURCE, 'utf8');
  const glyphs = NAMES.map((name, index) => {
    const unicode = `&#x${(FIRST + index).toString(16)};`;
    const data = outline(kit, drawingOf(style, name));
    return `<glyph glyph-name="${name}" unicode="${unicode}" horiz-adv-x="${EM}" d="${data}"/>`;
  });
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg"><defs><font id="trtc" horiz-adv-x="${EM}">` +
    `<font-face font-family="trtc" units-per-em="${EM}" ascent="${EM}" descent="0"/>` +
    `<missing-glyph horiz-adv-x="${EM}"/>${glyphs.join('')}</font></defs></svg>`;
  const ttf = Buffer.from(svg2ttf(svg, { ts: 0, version: '1.0' }).buffer);
  const rows = NAMES.map((name, index) => `  '${name}': '\\u${(FIRST + index).toString(16)}',`);
  const written = 'Written by `node scripts/stage-font.mjs`; not to be changed by hand.';
  const modules = {
    [GLYPHS]: [
      `/** The icons of the stage page are characters of a font. ${written} */`,
      '',
      '/** The name of the font, which an app has no other of. */',
      "export const ICON_FAMILY = 'trtc-calling-icons';",
      '',
      '// prettier-ignore',
      'export const GLYPHS = {',
      ...rows,
      '} as const;',
      '',
    ],
    [FONT]: [
      `/** The icons of trtc-icon as a font, TrueType in base64. ${written} */`,
      '// prettier-ignore',
      'export const ICON_FONT =',
      `  '${ttf.toString('base64')}';`,
      '',
    ],
  };
  return { modules, bytes: ttf.length };
}

const { modules, bytes } = await write();
for (const [target, lines] of Object.entries(modules)) {
  const text = lines.join('\n');
  if (!process.argv.includes('--check')) writeFileSync(target, text);
  else if (readFileSync(target, 'utf8') !== text) {
    console.error('The icons have changed: run `node scripts/stage-font.mjs`.');
    process.exitCode = 1;
  }
}
if (!process.argv.includes('--check')) console.log(`${NAMES.length} icons, ${bytes} bytes`);
