import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { errorsDoc } from '../../../scripts/errors-doc';

test('docs/errors.md is what the source says (npm run docs writes it)', () => {
  const squeeze = (text: string) => text.replace(/ +/g, ' ').replace(/-{3,}/g, '---');
  const written = readFileSync(resolve(__dirname, '../../../docs/errors.md'), 'utf8');
  expect(squeeze(written)).toBe(squeeze(errorsDoc()));
});
