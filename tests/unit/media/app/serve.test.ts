/** A page serves its media port by messages. */
import { CallError } from '../../../../src/errors';
import { createFakeRooms, type FakeMedia } from '../../../../src/media/fake';
import type { FakeMediaDriver } from '../../../../src/media/fake/driver';
import { callErrorOf, mediaEventOf, type FromPage } from '../../../../src/media/app/messages';
import { serveMedia, type ServeOptions } from '../../../../src/media/app/serve';
import type { MediaEvent } from '../../../../src/media/port';
import { VirtualClock } from '../../../../src/runtime/virtual-clock';

const SILENT = 4;
const WARN = 2;
const facts = { secure: true };

/** Lets a fake driver report what it never does by itself. */
const hear = (media: FakeMedia, event: MediaEvent) => (media as FakeMediaDriver).report(event);

function page(createMedia?: ServeOptions['createMedia']) {
  const clock = new VirtualClock();
  const rooms = createFakeRooms({ clock });
  const media = rooms.join('me');
  const posted: FromPage[] = [];
  const made: Parameters<ServeOptions['createMedia']>[0][] = [];
  const server = serveMedia({
    createMedia:
      createMedia ??
      ((settings) => {
        made.push(settings);
        return media;
      }),
    post: (message) => posted.push(JSON.parse(JSON.stringify(message)) as FromPage),
    facts,
  });
  const configure = (logLevel = SILENT) =>
    server.receive({ type: 'configure', settings: { proxy: { trtc: 'wss://trtc' }, logLevel } });
  /** Gives what was posted since the last look. */
  const said = async () => {
    await clock.settle();
    return posted.splice(0);
  };
  return { clock, media, server, made, configure, said };
}

it('a page says hello when it starts and whenever it is greeted, by one name and with its facts', async () => {
  const { server, said } = page();
  const [hello] = await said();
  expect(hello).toEqual({ type: 'hello', page: expect.any(String), facts });
  server.receive({ type: 'greet' });
  expect(await said()).toEqual([hello]);
  const [other] = await page().said();
  expect(other).not.toEqual(hello);
});

it('a page makes its port with the settings of the driver', () => {
  const { made, configure } = page();
  expect(made).toEqual([]);
  configure();
  expect(made).toEqual([expect.objectContaining({ proxy: { trtc: 'wss://trtc' } })]);
});

it('a page answers a call with its value, or with the error as plain data', async () => {
  const { server, configure, said } = page();
  configure();
  await said();
  server.receive({ type: 'call', id: 1, verb: 'devices', args: ['audiooutput'] });
  server.receive({ type: 'call', id: 2, verb: 'switchDevice', args: ['speaker', 'none'] });
  const [done, failed] = await said();
  expect(done).toMatchObject({ type: 'done', id: 1, value: [{ kind: 'audiooutput' }] });
  const { code, reason, cure } = CallError.deviceSwitchFailed('no such device');
  const error = { code, reason, cure, cause: 'no such device' };
  expect(failed).toEqual({ type: 'failed', id: 2, error });
});

it('a call before the settings, or of what is no verb, fails with 61016', async () => {
  const { server, configure, said } = page();
  await said();
  const failed = { type: 'failed', error: { code: 61016 } };
  server.receive({ type: 'call', id: 1, verb: 'leave', args: [] });
  expect(await said()).toMatchObject([{ ...failed, id: 1 }]);
  configure();
  server.receive({ type: 'call', id: 2, verb: 'dispose' as 'leave', args: [] });
  expect(await said()).toMatchObject([{ ...failed, id: 2 }]);
});

it('what a driver of before has asked is not answered to the next, which counts its calls anew', async () => {
  const rooms = createFakeRooms({ clock: new VirtualClock() });
  const { server, configure, said } = page(() => rooms.join('me'));
  configure();
  server.receive({ type: 'call', id: 1, verb: 'devices', args: ['audioinput'] });
  configure();
  server.receive({ type: 'call', id: 1, verb: 'devices', args: ['videoinput'] });
  const answers = (await said()).filter(({ type }) => type !== 'hello');
  const cameras = expect.arrayContaining([expect.objectContaining({ kind: 'videoinput' })]);
  expect(answers).toEqual([{ type: 'done', id: 1, value: cameras }]);
});

it('a page passes events on, the error of a warning as plain data', async () => {
  const { media, configure, said } = page();
  configure();
  await said();
  const error = CallError.cameraUnavailable({ name: 'NotReadableError', message: 'in use' });
  media.knobs.plug('audioinput', 'another');
  hear(media, { kind: 'warning', error });
  const events = (await said()).map((message) => {
    if (message.type !== 'event') throw new Error(`${message.type} instead of an event`);
    return mediaEventOf(message.event);
  });
  expect(events[0]).toEqual({ kind: 'devices-changed' });
  expect(events[1]).toMatchObject({ kind: 'warning' });
  const { code, message, cure } = error;
  expect(events[1]).toMatchObject({
    kind: 'warning',
    error: { code, message, cure, cause: 'NotReadableError in use' },
  });
  expect(events[1]).toHaveProperty('error.constructor', CallError);
});

it('the port of a page writes into the log of the App, down to its level', async () => {
  const { made, configure, said } = page();
  configure(WARN);
  await said();
  made[0]!.log.info('not asked for');
  made[0]!.log.warn('something');
  made[0]!.log.scoped('media').error('something else', new TypeError('why'));
  expect(await said()).toEqual([
    { type: 'log', method: 'warn', line: 'something' },
    { type: 'log', method: 'error', line: 'media: something else: TypeError why' },
  ]);
});

it('a second driver gets a port of its own, and the first one is let go', async () => {
  const clock = new VirtualClock();
  const rooms = createFakeRooms({ clock });
  const ports = ['first', 'second'].map((userID) => rooms.join(userID));
  const [first, second] = [...ports];
  const { server, configure, said } = page(() => ports.shift()!);
  configure();
  server.receive({ type: 'call', id: 1, verb: 'prepare', args: [{ audio: true, video: true }] });
  await said();
  expect(first!.knobs.held.tracks).toBe(2);
  configure();
  await said();
  expect(first!.knobs.held.tracks).toBe(0);
  second!.knobs.plug('audioinput', 'another');
  expect(await said()).toEqual([{ type: 'event', event: { kind: 'devices-changed' } }]);
});

it('a port that cannot be let go is told in the log', async () => {
  const { media, configure, said } = page();
  media.dispose = () => Promise.reject(new Error('stuck'));
  configure(WARN);
  configure(WARN);
  expect(await said()).toContainEqual(
    expect.objectContaining({ type: 'log', line: expect.stringContaining('stuck') }),
  );
});

it('a page answers a ping', async () => {
  const { server, said } = page();
  await said();
  server.receive({ type: 'ping' });
  expect(await said()).toEqual([{ type: 'pong' }]);
});

it('close() lets the devices go, and nothing is said or done afterwards', async () => {
  const { media, server, made, configure, said } = page();
  configure(WARN);
  server.receive({ type: 'call', id: 1, verb: 'prepare', args: [{ audio: true, video: true }] });
  await said();
  server.receive({ type: 'call', id: 2, verb: 'devices', args: ['audioinput'] });
  await server.close();
  server.receive({ type: 'ping' });
  made[0]!.log.error('late');
  expect(await said()).toEqual([]);
  expect(media.knobs.held.tracks).toBe(0);
  await server.close();
});

it('an error of a code that is unknown here becomes 61016 with its reason', () => {
  const plain = { code: 1 as 61016, reason: 'newer than this', cure: 'none' };
  expect(callErrorOf(plain)).toMatchObject({ code: 61016, cause: 'newer than this' });
});
