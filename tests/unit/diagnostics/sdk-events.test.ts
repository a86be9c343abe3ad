/**
 * What is said of the events of trtc-js-sdk is read in the SDK's own file: it names each event by a variable that
 * is set to the number, and sends it with a text.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describeEvent } from '../../../src/diagnostics/events';
import {
  DIFFERENCES,
  READ_IN,
  UNLISTED_EVENTS,
  WEBRTC_EVENTS,
} from '../../../src/diagnostics/events/webrtc-events';
import { WORDS } from '../../../src/diagnostics/events/words';
import { LOCALES } from '../../../src/locale/languages';
import { TESTED_SDKS } from '../../../src/runtime/tested-sdks';

const root = resolve(__dirname, '../../..');
const sdk = readFileSync(resolve(root, 'node_modules/trtc-js-sdk/trtc.js'), 'utf8');

/** The variable of each number: the list of the events is the one place that sets all of them. */
const list = /(?:[\w$]+=327\d\d,){20,}(?:[\w$]+=32[78]\d\d,?)+/.exec(sdk)![0];
const variables = new Map(
  [...list.matchAll(/([\w$]+)=(32[78]\d\d)/g)].map(([, name, id]) => [Number(id), name!]),
);
const of = (id: number) => variables.get(id) ?? `nothing for ${id}`;

it('the SDK in which events were read is the one that is used', () => {
  expect(READ_IN).toBe(`trtc-js-sdk ${TESTED_SDKS['trtc-js-sdk']}`);
});

it('the SDK names every event that is said to be its own, and none that is not described', () => {
  const sent = [...variables.keys()].sort();
  const described = [...Object.values(WEBRTC_EVENTS), ...Object.values(UNLISTED_EVENTS)]
    .map(({ id }) => id)
    // The first is never sent, the second by the server.
    .filter((id) => id !== 32776 && id !== 36864)
    .sort();
  expect(sent).toEqual(described);
});

it('the SDK sends 32777 and 32779 for sound and for video, and never 32776', () => {
  const [on, off] = [of(32777), of(32779)];
  for (const what of ['audio', 'video']) {
    expect(sdk).toContain(
      `(this.subscribeState_.${what}?${on}:${off},this.subscribeState_.${what}?"subscribe ${what}":"unsubscribe ${what}")`,
    );
  }
  expect(sdk).not.toContain('32776');
  expect(sdk).toContain(
    `(${off},"unsubscribe audio"),this.addEventInternal(${of(32778)},"unsubscribe video")`,
  );
});

it.each([
  [32790, 'signal channel is disconnected'],
  [32791, 'signal channel is connected'],
  [32792, 'uplink-connection is connected'],
  [32793, 'downlink-connection is connected'],
  [32794, 'signal channel is reconnecting'],
  [32795, 'signal channel reconnect success'],
  [32796, 'signal channel reconnect fail'],
  [32798, 'uplink-connection reconnect success'],
  [32799, 'uplink-connection reconnect fail'],
  [32801, 'downlink-connection reconnect success'],
  [32802, 'downlink-connection reconnect fail'],
])('the SDK sends %i with the text "%s"', (id, text) => {
  expect(sdk).toContain(`(${of(id)},"${text}")`);
});

it('the SDK sends 32797 for its uplink and 32800 for a downlink that reconnects', () => {
  expect(sdk).toContain(`(this.isUplink_?${of(32797)}:${of(32800)},`);
});

it('the SDK sends 32803 or 32804 for the small video of every subscription', () => {
  expect(sdk).toContain(`(this.subscribeState_.smallVideo?${of(32803)}:${of(32804)},`);
});

it('the SDK sends 32788 and 32789 before it has joined or left', () => {
  expect(sdk).toContain(`{eventId:${of(32788)},eventDesc:"joining room"`);
  expect(sdk).toContain(`{eventId:${of(32789)},eventDesc:"leaving room"`);
});

it('the SDK sends 32784 to 32787 when the page itself mutes a remote stream', () => {
  const [videoOff, audioOff, videoOn, audioOn] = [32784, 32785, 32786, 32787].map(of);
  expect(sdk).toContain('if(this.isRemote_&&this.client_){');
  expect(sdk).toContain(`?${audioOff}:${audioOn}:e?${videoOff}:${videoOn},eventDesc:`);
});

it('every difference is told beside the meaning of the table, in every language', () => {
  for (const [name, level] of Object.entries(DIFFERENCES)) {
    const { id } = WEBRTC_EVENTS[name as keyof typeof DIFFERENCES];
    for (const language of LOCALES) {
      const description = describeEvent({ group: 'webrtc', id }, { language });
      const text = WORDS[language].differences[name as keyof typeof DIFFERENCES];
      expect(description?.difference).toEqual({
        sdk: READ_IN,
        level,
        text,
      });
      expect(text).not.toBe(description?.text);
    }
  }
});

it('an event without a difference has none', () => {
  expect(describeEvent({ group: 'webrtc', id: 32768 })).not.toHaveProperty('difference');
  // The name is one of those that differ, in another group.
  expect(describeEvent({ group: 'sdk', id: 5003, params: [1] })).not.toHaveProperty('difference');
});
