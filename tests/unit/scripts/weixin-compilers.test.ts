/** These tests hold that all that WeChat's compilers find is told. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { compilerMessages } from '../../../scripts/weixin-compilers';

const GOOD = {
  'app.wxss': 'page { color: black }',
  'pages/a/a.wxml': '<view wx:if="{{a}}" bindtap="{{b}}">{{c.d}}</view>',
  'pages/a/a.wxss': '.a { padding: calc(1px + env(safe-area-inset-top, 0px)) }',
};

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'weixin-compilers-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function messagesOf(files: Record<string, string>): string[] {
  for (const [path, text] of Object.entries({ ...GOOD, ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return compilerMessages(folder);
}

it('a right mini-program has no message', () => {
  expect(messagesOf({})).toEqual([]);
});

it.each([
  ['an end tag that is missing', 'pages/a/a.wxml', '<view><text>x</view>'],
  ['an expression that WeChat cannot read', 'pages/a/a.wxml', '<view a="{{b?.c}}"/>'],
  ['an else without an if', 'pages/a/a.wxml', '<view wx:elif="{{a}}"/>'],
  ['a rule without its end', 'pages/a/a.wxss', '.a { color: red'],
  ['a style that is imported and not there', 'pages/a/a.wxss', '@import "b.wxss";'],
  ['an id in the style of a component', 'pages/a/a.wxss', '#a { color: red }'],
])('%s is told with its file', (_what, path, text) => {
  const messages = messagesOf({ [path]: text });
  expect(messages.join()).toContain(path);
});

it('a folder without a mini-program is refused', () => {
  expect(() => compilerMessages(folder)).toThrow('is it built');
});
