// `npm start`: the demo app and, unless a Tencent account is given, the local cloud, on one port.
import { createRequire } from 'node:module';
import { get } from 'node:http';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const HOST = '127.0.0.1';
const port = Number(process.env.PORT || 5173);
const url = `http://${HOST}:${port}/`;
const account = process.env.TRTC_SDK_APP_ID && process.env.TRTC_SECRET_KEY;

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);
process.env.UNI_INPUT_DIR ??= root;
// Outside of CI uni's CLI reports a hash of this machine's network address to its maker.
process.env.CI ??= 'true';

// Everything runs in this process, so that nothing can be left behind.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(0));

if (await answers()) {
  console.error(`Port ${port} is taken. Choose another one: PORT=${port + 1} npm start`);
  process.exit(1);
}

process.argv.splice(2, Infinity, '-p', 'h5', '--host', HOST, '--port', String(port));
process.argv.push('--strictPort', '--logLevel', 'warn');
// uni greets with several lines of its own; problems still come through console.error.
const { log } = console;
console.log = () => {};
createRequire(import.meta.url)('@dcloudio/vite-plugin-uni/bin/uni.js');

while (!(await answers())) await new Promise((done) => setTimeout(done, 100));
console.log = log;
console.log(`
  trtc-calling-uni is ready: ${url}

  Open it in two tabs, log in as alice in one and as bob in the other, and call.
  ${
    account
      ? `Calls go through Tencent with SDKAppID ${process.env.TRTC_SDK_APP_ID}.`
      : 'Everything stays on this machine. For a real account set TRTC_SDK_APP_ID and TRTC_SECRET_KEY.'
  }
  Ctrl-C stops it.
`);

/** Whether anything serves HTTP on the port. */
function answers() {
  return new Promise((done) => {
    const request = get(url, (response) => {
      response.resume();
      done(true);
    });
    request.on('error', () => done(false));
    request.setTimeout(2000, () => request.destroy());
  });
}
