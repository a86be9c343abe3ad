// `npm start` serves the demo app and, unless a Tencent account is given, the local cloud, on one port.
// `npm start -- --lan [--lan-host 192.168.1.20]` serves the same by https, for phones on the same network.
import { createRequire } from 'node:module';
import { get as getPlain } from 'node:http';
import { get as getSecure } from 'node:https';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { lanAddress, qrCode } from './lan.mjs';

const { lan, host } = readOptions();
const port = Number(process.env.PORT || 5173);
const url = `${lan ? 'https' : 'http'}://${host}:${port}/`;
const account = process.env.TRTC_SDK_APP_ID && process.env.TRTC_SECRET_KEY;

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);
process.env.UNI_INPUT_DIR ??= root;
// Outside of CI uni's CLI reports a hash of this machine's network address to its maker.
process.env.CI ??= 'true';
// build/lan.ts and build/local-cloud.ts go by it; loopback unless --lan says otherwise.
process.env.LAN_HOST = lan ? host : '';

// Everything runs in this process, so that nothing can be left behind.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(0));

if (await answers()) {
  console.error(`Port ${port} is taken. Choose another one: PORT=${port + 1} npm start`);
  process.exit(1);
}

process.argv.splice(2, Infinity, '-p', 'h5', '--host', host, '--port', String(port));
process.argv.push('--strictPort', '--logLevel', 'warn');
// uni greets with several lines of its own; problems still come through console.error.
const { log } = console;
console.log = () => {};
createRequire(import.meta.url)('@dcloudio/vite-plugin-uni/bin/uni.js');

while (!(await answers())) await new Promise((done) => setTimeout(done, 100));
console.log = log;
console.log(`
  trtc-calling-uni is ready: ${url}

  ${lan ? await lanText() : loopbackText()}
  Ctrl-C stops it.
`);

function loopbackText() {
  const where = account
    ? `Calls go through Tencent with SDKAppID ${process.env.TRTC_SDK_APP_ID}.`
    : `What happens in a call is shown live at /monitor.
  Everything stays on this machine. For a real account set TRTC_SDK_APP_ID and TRTC_SECRET_KEY.
  Firefox sends no picture and sound to 127.0.0.1: for calls in it start with -- --lan.`;
  return `Open it in two tabs, log in as alice in one and as bob in the other, and call.
  ${where}`;
}

async function lanText() {
  const where = account
    ? `Calls go through Tencent with SDKAppID ${process.env.TRTC_SDK_APP_ID}.
  Whoever is in this network can log in with your account: stop it when you are done.`
    : 'Whoever is in this network can log in. Everything stays in it.';
  return `Open it here and on a phone in the same network, and call.
  The certificate is self-signed and made anew at each start: the browser warns, go on to the page.

${await qrCode(url)}
  ${where}`;
}

function readOptions() {
  const options = { lan: { type: 'boolean' }, 'lan-host': { type: 'string' } };
  try {
    const { values } = parseArgs({ options });
    const chosen = values['lan-host'];
    if (!values.lan && chosen === undefined) return { lan: false, host: '127.0.0.1' };
    return { lan: true, host: lanAddress(chosen) };
  } catch (error) {
    console.error(`${error.message}\nUsage: npm start [-- --lan [--lan-host ADDRESS]]`);
    process.exit(1);
  }
}

/** Whether anything serves HTTP on the port. */
function answers() {
  return new Promise((done) => {
    const heard = (response) => {
      response.resume();
      done(true);
    };
    // Nothing is told to whoever answers: its certificate is of no interest.
    const request = lan
      ? getSecure(url, { rejectUnauthorized: false }, heard)
      : getPlain(url, heard);
    request.on('error', (error) => done(lan && error.code === 'EPROTO'));
    request.setTimeout(2000, () => request.destroy());
  });
}
