/** The emulator's HTTP endpoints: who may ask for a UserSig, and what else there is. */
import { createServer, request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { createEmulator, createUserSigService, type Emulator } from '../../emulator';
import { handleUserSigRequest } from '../../emulator/usersig-http';
import { createCloud, until } from './support/cloud';

interface Answer {
  status: number;
  headers: Record<string, unknown>;
  body: Record<string, unknown>;
}

/** Not fetch: it hides Origin and Host. */
function ask(
  origin: string,
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { method = 'GET', headers = {}, body } = options;
    const req = request(`${origin}${path}`, { method, headers, agent: false }, (res) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({
          status: res.statusCode ?? 0,
          headers: res.headers,
          body: (text ? JSON.parse(text) : {}) as Record<string, unknown>,
        });
      });
    });
    req.on('error', reject);
    req.end(body);
  });
}

jest.setTimeout(30_000);

let emulator: Emulator;
let origin: string;

async function start(options?: Parameters<typeof createEmulator>[0]) {
  await emulator?.close();
  emulator = createEmulator(options);
  ({ origin } = await emulator.listen());
}

beforeAll(() => start());
afterAll(() => emulator.close());

const sign = (headers: Record<string, string> = {}, body = '{"userID":"alice"}', method = 'POST') =>
  ask(origin, '/usersig', { method, headers, body });

describe('POST /usersig', () => {
  it('gives a page of this server all it needs to log in', async () => {
    const answer = await sign({ Origin: origin });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        SDKAppID: emulator.sdkAppID,
        userID: 'alice',
        userSig: expect.any(String),
        expiresAt: expect.any(Number),
        proxy: emulator.proxyFor(origin),
      },
    });
    expect(Number(answer.body.expiresAt)).toBeGreaterThan(Date.now());
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('names the addresses for the host that the page came from', async () => {
    const port = new URL(origin).port;
    const host = `localhost:${port}`;
    const plain = await sign({ Host: host, Origin: `http://${host}` });
    expect(plain.body.proxy).toEqual({
      im: `ws://${host}/cloud/im`,
      trtc: `ws://${host}/cloud/trtc`,
      log: `http://${host}/cloud/log`,
    });
    const secure = await sign({ Host: '192.168.1.7', Origin: 'https://192.168.1.7' });
    expect(secure.body.proxy).toMatchObject({ im: 'wss://192.168.1.7/cloud/im' });
  });

  it.each([
    ['another site', 'https://evil.example'],
    ['another port', 'http://127.0.0.1:1'],
    ['a file or sandboxed frame', 'null'],
  ])('refuses a page of %s, without CORS headers', async (_what, foreign) => {
    const answer = await sign({ Origin: foreign });
    expect(answer).toMatchObject({ status: 403, body: { code: 'FOREIGN_ORIGIN' } });
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual(
      [],
    );
  });

  it('answers a page of a dev server that an option names, and lets it read the answer', async () => {
    await start({ allowedOrigins: ['http://localhost:5173'] });
    const page = { Origin: 'http://localhost:5173' };
    const preflight = await ask(origin, '/usersig', { method: 'OPTIONS', headers: page });
    expect(preflight.status).toBe(204);
    expect(preflight.headers).toMatchObject({
      'access-control-allow-origin': 'http://localhost:5173',
      'access-control-allow-headers': 'content-type',
    });
    const answer = await sign(page);
    expect(answer).toMatchObject({ status: 200, body: { proxy: emulator.proxyFor(origin) } });
    expect(answer.headers['access-control-allow-origin']).toBe('http://localhost:5173');
    const presence = await ask(origin, '/cloud/presence', { headers: page });
    expect(presence).toMatchObject({ status: 200, body: { online: [] } });
    expect((await sign({ Origin: 'http://localhost:5174' })).status).toBe(403);
  });

  it('gives a page over https that an option names the address of this server, which is plain', async () => {
    await start({ allowedOrigins: ['https://localhost:5173'] });
    const answer = await sign({ Origin: 'https://localhost:5173' });
    expect(answer.body.proxy).toEqual(emulator.proxyFor(origin));
  });

  it('says to a page behind a proxy that changes the Host which option lets it in, and logs so', async () => {
    await start();
    const answer = await sign({ Origin: 'http://localhost:5173' });
    expect(answer).toMatchObject({ status: 403, body: { code: 'FOREIGN_ORIGIN' } });
    expect(answer.body.cure).toContain('--origin http://localhost:5173');
    expect(emulator.events).toContainEqual(
      expect.objectContaining({ event: 'refused', cure: answer.body.cure, level: 'warn' }),
    );
  });

  it('refuses a host name that could have been made to point here', async () => {
    const headers = { Host: 'evil.example', Origin: 'http://evil.example' };
    expect(await sign(headers)).toMatchObject({ status: 403, body: { code: 'FOREIGN_HOST' } });
    await start({ allowedHosts: ['tunnel.example'] });
    const allowed = await sign({ Host: 'tunnel.example', Origin: 'https://tunnel.example' });
    expect(allowed.status).toBe(200);
  });

  it.each([
    ['another method', undefined, 'GET', 405, 'METHOD_NOT_ALLOWED'],
    ['a preflight', undefined, 'OPTIONS', 405, 'METHOD_NOT_ALLOWED'],
    ['bad JSON', '{"userID":', 'POST', 400, 'BAD_JSON'],
    ['no object', '["alice"]', 'POST', 400, 'BAD_JSON'],
    ['no userID', '{}', 'POST', 400, 'BAD_USER_ID'],
    ['a userID with other letters', '{"userID":"a/b"}', 'POST', 400, 'BAD_USER_ID'],
    ['a long userID', `{"userID":"${'a'.repeat(33)}"}`, 'POST', 400, 'BAD_USER_ID'],
    ['a long body', `{"userID":"alice","x":"${'x'.repeat(5000)}"}`, 'POST', 413, 'BODY_TOO_LARGE'],
  ])('answers %s with an error that says what to do', async (_what, body, method, status, code) => {
    const answer = await sign({}, body, method);
    expect(answer).toMatchObject({ status, body: { code, message: expect.any(String) } });
    expect(answer.body.cure).toEqual(expect.any(String));
  });

  it('signs for a real application too, without the emulator and without a proxy', async () => {
    const service = createUserSigService({ sdkAppID: 1400123456, secretKey: 'the key of the app' });
    const server: Server = createServer((req, res) => {
      if (!handleUserSigRequest(req, res, service)) res.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const own = `http://127.0.0.1:${port}`;
    const { body } = await ask(own, '/usersig', {
      method: 'POST',
      headers: { Origin: own },
      body: '{"userID":"bob"}',
    });
    expect(body).not.toHaveProperty('proxy');
    expect(service.verify(1400123456, 'bob', String(body.userSig))).toMatchObject({ ok: true });
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('the other endpoints', () => {
  it('tell who is online', async () => {
    const cloud = await createCloud();
    const presence = async () => (await ask(cloud.urls.origin, '/cloud/presence')).body;
    expect(await presence()).toEqual({ online: [] });
    const bob = await cloud.user('bob');
    await cloud.user('alice');
    expect(await presence()).toEqual({ online: ['alice', 'bob'] });
    await bob.tim.logout();
    expect(await presence()).toEqual({ online: ['alice'] });
    await cloud.dispose();
  });

  it('say that the emulator is well, swallow telemetry, and know what is not theirs', async () => {
    expect(await ask(origin, '/cloud/health')).toMatchObject({ status: 200, body: { ok: true } });
    const log = '/cloud/log/v5/AVQualityReportSvc/C2S';
    expect(await ask(origin, log, { method: 'POST', body: 'anything' })).toMatchObject({
      status: 200,
      body: {},
    });
    expect(await ask(origin, '/cloud/nothing')).toMatchObject({ status: 404 });
    expect(await ask(origin, '/elsewhere')).toMatchObject({ status: 404 });
    expect(await ask(origin, '/cloudy')).toMatchObject({ status: 404 });
  });

  it('turn faults only where that is allowed', async () => {
    const post = (path: string, body: object) =>
      ask(origin, path, { method: 'POST', body: JSON.stringify(body) });
    expect(await post('/cloud/faults/reset', {})).toMatchObject({ status: 403 });
    await start({ allowFaultApi: true });
    const rule = { at: 'request', action: 'fail', servcmd: 'wslogin', code: 70001 };
    expect(await post('/cloud/faults/im/rule', rule)).toMatchObject({ status: 200 });
    expect(await post('/cloud/faults/im/knobs', { latencyMs: 5 })).toMatchObject({ status: 200 });
    expect(emulator.faults.im).toMatchObject({ latencyMs: 5, rules: [rule] });
    expect(await post('/cloud/faults/im/rule', { at: 'nowhere' })).toMatchObject({ status: 400 });
    expect(await post('/cloud/faults/im/kick', { userID: 'nobody' })).toMatchObject({
      status: 400,
    });
    expect(await post('/cloud/faults/nonsense', {})).toMatchObject({ status: 404 });
    const network = { alice: { up: { loss: 0.1, delayMs: 80 } } };
    expect(await post('/cloud/faults/trtc', { network })).toMatchObject({ status: 200 });
    expect(await post('/cloud/faults/trtc', { network: null })).toMatchObject({ status: 400 });
    const bad = { userID: 'bob', down: { cut: true } };
    expect(await post('/cloud/faults/trtc/network', bad)).toMatchObject({ status: 200 });
    expect(emulator.faults.trtc.network).toEqual({ ...network, bob: { down: { cut: true } } });
    for (const wrong of [
      { userID: 'bob', down: { loss: 2 } },
      { userID: 'bob', down: { delayMs: '9' } },
      { userID: 'bob', down: { cut: 1 } },
      { userID: 'bob', sideways: {} },
      { userID: 'bob', up: { toString: 1 } },
      { up: { loss: 1 } },
    ]) {
      expect(await post('/cloud/faults/trtc/network', wrong)).toMatchObject({ status: 400 });
    }
    expect(await post('/cloud/faults/reset', {})).toMatchObject({ status: 200 });
    expect(emulator.faults.im).toMatchObject({ latencyMs: 0, rules: [] });
  });
});

it.each([
  ['a host that is none', 'POST /usersig HTTP/1.1\r\nHost: 127.0.0.1:99999\r\n', '{"userID":"a"}'],
  ['no host', 'POST /usersig HTTP/1.0\r\n', '{"userID":"a"}'],
  ['an address that is none', 'GET // HTTP/1.1\r\nHost: localhost\r\n', ''],
  [
    'an upgrade to nowhere',
    'GET // HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n',
    '',
  ],
])('a request with %s does no harm', async (_what, head, body) => {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1');
  let ended = false;
  socket.on('close', () => (ended = true)).on('error', () => {});
  socket.resume();
  socket.end(`${head}Content-Length: ${body.length}\r\n\r\n${body}`);
  await until(() => ended, 'the connection ends');
  expect(await ask(origin, '/cloud/health')).toMatchObject({ status: 200 });
});

describe('close()', () => {
  it('leaves nothing running, whatever was going on', async () => {
    const resources = () =>
      process.getActiveResourcesInfo().filter((name) => /TCP|Timeout|Server/.test(name)).length;
    const before = resources();
    const cloud = await createCloud();
    await cloud.user('alice');
    cloud.emulator.faults.im.delayPush(60_000);
    cloud.emulator.im.sendC2C({ from: 'bob', to: 'alice', data: 'stuck' });
    await Promise.all([cloud.emulator.close(), cloud.emulator.close()]);
    await cloud.dispose();
    await until(() => resources() <= before + 1, 'all handles are closed'); // + this wait's timer
  });

  it('of an emulator that never listened, and a second listen, are harmless', async () => {
    await createEmulator().close();
    await expect(emulator.listen()).rejects.toThrow('listens already');
  });
});
