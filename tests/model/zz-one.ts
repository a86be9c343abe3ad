import { tell } from '/work/main/tests/model/run';
import { readFileSync } from 'node:fs';
void tell(JSON.parse(readFileSync(process.argv[2]!, 'utf8'))).then(console.log);
