/** docs/errors.md, from the table in src/errors.ts. `npm run docs` writes it; a test holds it true. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ERROR_KINDS } from '../src/errors';

export function errorsDoc(): string {
  const rows = Object.entries(ERROR_KINDS).map(
    ([code, { name, reason, cure }]) => `| ${code} | ${name} | ${reason} | ${cure} |`,
  );
  return `# Errors

Every error is a \`CallError\`: \`code\`, \`name\`, \`reason\`, \`cure\`, and \`cause\` with what the SDK or the
platform said. A rejected promise and the ERROR event carry the same object. 60001 to 60006 are the
documented codes of TRTCCalling.

| Code | Name | What went wrong | What to do |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}

if (require.main === module) writeFileSync(resolve('docs/errors.md'), errorsDoc());
