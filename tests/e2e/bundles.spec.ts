/** These tests read the builds: no secret, no emulator, and the SDKs in chunks of their own. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from '@playwright/test';

const textOf = (folder: string): { file: string; text: string }[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(js|json|html|wxml)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }));

for (const folder of ['dist/build/h5', 'dist/build/mp-weixin', 'dist/build/app', 'dist/lib']) {
  test(`${folder} has no signer, no secret and no emulator in it`, () => {
    expect(existsSync(folder), `${folder} is built`).toBe(true);
    const files = textOf(folder);
    expect(files.length).toBeGreaterThan(0);
    for (const { file, text } of files) {
      expect(text, file).not.toMatch(/genUserSig|genTestUserSig|tls-sig-api|TRTC_SECRET_KEY/);
      expect(text, file).not.toMatch(/createEmulator|werift/);
    }
  });
}

test('the SDKs are chunks of their own on H5, loaded when they are needed', () => {
  const assets = textOf('dist/build/h5').filter(({ file }) => file.endsWith('.js'));
  const holding = (mark: RegExp) => assets.filter(({ text }) => mark.test(text));
  const entry = assets.find(({ file }) => /index-[\w-]+\.js$/.test(file));
  expect(entry?.text).toBeDefined();
  const trtc = holding(/RTCPeerConnection/);
  expect(trtc.length).toBeGreaterThan(0);
  expect(trtc.map(({ file }) => file)).not.toContain(entry?.file);
  const page = readFileSync('dist/build/h5/index.html', 'utf8');
  for (const { file } of trtc) expect(page).not.toContain(basename(file));
});

test('the types of the library say what they mean: no any', () => {
  const types = readFileSync('dist/lib/esm/index.d.ts', 'utf8');
  const code = types.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*/g, '');
  expect(code).not.toMatch(/\bany\b/);
  expect(code).toMatch(/as default/);
});
