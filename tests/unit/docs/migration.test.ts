/** The page for those who come from trtc-calling-js names what they meet for the first time. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { EVENT } from '../../../src/trtc-calling/events';

const root = resolve(__dirname, '../../..');
const textOf = (path: string) => readFileSync(resolve(root, path), 'utf8');
const published = textOf('node_modules/trtc-calling-js/trtc-calling-js.js');

const unknownThere = Object.entries(EVENT)
  .filter(([, value]) => !published.includes(`"${value}"`))
  .map(([key]) => key);

it.each(['docs/migrate-from-trtc-calling-js.md', 'docs/zh-CN/migrate-from-trtc-calling-js.md'])(
  '%s names every event that trtc-calling-js does not have',
  (page) => {
    expect(unknownThere).toContain('PLAYBACK_BLOCKED');
    const text = textOf(page);
    expect(unknownThere.filter((key) => !text.includes(key))).toEqual([]);
  },
);
