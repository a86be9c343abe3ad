/** The sources of events name only what their platform has. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  SOURCES,
  type Platform,
  type Source,
  type Told,
  type Via,
} from '../../../src/diagnostics/events/sources';
import { EVENTS, rowsOf, type EventGroup } from '../../../src/diagnostics/events/vocabulary';
import { NATIVE_CODES } from '../../../src/media/app/native/codes';
import { PLAYER_CODES, PUSHER_CODES } from '../../../src/media/weixin/codes';
import { TRTCCallingBase } from '../../../src/trtc-calling/aliases';

const root = resolve(__dirname, '../../..');
const PLATFORMS = Object.keys(SOURCES) as Platform[];
const GROUPS = Object.keys(EVENTS) as EventGroup[];

const sourcesOf = (platform: Platform): [string, Source][] =>
  GROUPS.flatMap((group) =>
    Object.entries<Source>(SOURCES[platform][group]).map(([name, source]): [string, Source] => [
      `${group}.${name}`,
      source,
    ]),
  );

const toldBy = (platform: Platform, ...vias: Via[]): [string, Told][] =>
  sourcesOf(platform).flatMap(([name, source]): [string, Told][] =>
    'via' in source && vias.includes(source.via) ? [[name, source]] : [],
  );

/** Each name of a source, with the event that it tells. */
const namesBy = (platform: Platform, ...vias: Via[]) =>
  toldBy(platform, ...vias).flatMap(([event, { names }]) => names.map((name) => ({ event, name })));

it.each(PLATFORMS)('on %s every event has a source, or a reason why not', (platform) => {
  const names = GROUPS.flatMap((group) => rowsOf(group).map(([name]) => `${group}.${name}`));
  expect(
    sourcesOf(platform)
      .map(([name]) => name)
      .sort(),
  ).toEqual(names.sort());
  for (const [name, source] of sourcesOf(platform)) {
    expect([name, 'never' in source || source.names.length > 0]).toEqual([name, true]);
  }
});

describe('H5', () => {
  const types = readFileSync(resolve(root, 'node_modules/trtc-js-sdk/index.d.ts'), 'utf8');

  it('events are those of trtc-js-sdk', () => {
    const names = namesBy('h5', 'event');
    expect(names.length).toBeGreaterThan(20);
    const unknown = names.filter(({ name }) => {
      const [event, field] = String(name).split('.');
      return !types.includes(`'${event}': `) || (field && !types.includes(`  ${field}: `));
    });
    expect(unknown).toEqual([]);
  });

  it('statistics and methods are those of trtc-js-sdk', () => {
    const unknown = namesBy('h5', 'stats', 'method').filter(({ name }) => {
      const [, method, field] = /(\w+)\(\)(?:\.(\w+))?$/.exec(String(name)) ?? [];
      return !types.includes(`  ${method}(`) || (field && !types.includes(`  ${field}: `));
    });
    expect(unknown).toEqual([]);
  });
});

describe('WeChat', () => {
  it.each([
    ['pusher', PUSHER_CODES],
    ['player', PLAYER_CODES],
  ] as const)('codes of a live-%s are in its table, and as sure as there', (via, codes) => {
    const told = toldBy('weixin', via);
    expect(told.length).toBeGreaterThan(8);
    for (const [event, { names, unconfirmed }] of told) {
      const rows = names.map((code): { unconfirmed?: true } | undefined => codes[code as number]);
      expect([event, rows.includes(undefined)]).toEqual([event, false]);
      expect([event, unconfirmed]).toEqual([
        event,
        rows.every((row) => row!.unconfirmed) || undefined,
      ]);
    }
  });

  it('events of the web SDK are never told', () => {
    const reasons = Object.values<Source>(SOURCES.weixin.webrtc);
    expect(reasons.every((source) => 'never' in source && source.never === 'web-sdk')).toBe(true);
  });
});

describe('App', () => {
  it('codes are those that the native back end knows', () => {
    const codes = namesBy('app', 'plugin-error', 'plugin-warning');
    expect(codes.length).toBeGreaterThan(20);
    expect(codes.filter(({ name }) => !(Number(name) in NATIVE_CODES))).toEqual([]);
  });

  it('events are those that the native back end listens to', () => {
    const plugin = readFileSync(resolve(root, 'src/media/app/native/plugin.ts'), 'utf8');
    const events = namesBy('app', 'plugin');
    expect(events.length).toBeGreaterThan(8);
    expect(events.filter(({ name }) => !plugin.includes(`  | '${name}'`))).toEqual([]);
  });

  it('what only the SDK inside the plug-in documents is unconfirmed', () => {
    const sure = toldBy('app', 'plugin-stats').filter(([, { unconfirmed }]) => !unconfirmed);
    expect(sure).toEqual([]);
  });
});

it.each(PLATFORMS)('on %s an own call is a method of the library', (platform) => {
  const unknown = namesBy(platform, 'own').filter(
    ({ name }) => !(/^(\w+)\(/.exec(String(name))![1]! in TRTCCallingBase.prototype),
  );
  expect(unknown).toEqual([]);
});
