// The server answers with the page as it is before anybody has logged in.
import { readFileSync, writeFileSync } from 'node:fs';
import { render } from './dist/server/server.js';

const page = readFileSync('dist/client/index.html', 'utf8');
const html = await render();
if (!html.includes('logged out')) throw new Error(`the server rendered ${html}`);
writeFileSync('dist/client/index.html', page.replace('<!--app-html-->', html));
