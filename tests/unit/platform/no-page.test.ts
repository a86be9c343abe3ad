import TRTCCalling, { CallError, checkEnvironment, checkNetwork } from '../../../src/esm';

/** A server that renders the page, or a test without a DOM: this project of tests runs in plain Node. */
describe('where there is no page', () => {
  it('a client can be made, and login rejects with 60006', async () => {
    expect(typeof window).toBe('undefined');
    const calling = new TRTCCalling({ SDKAppID: 1400000000 });
    const login = calling.login({ userID: 'alice', userSig: 'signature' });
    await expect(login).rejects.toBeInstanceOf(CallError);
    await expect(login).rejects.toMatchObject({ code: 60006 });
  });

  it('checkEnvironment() rejects with 60006', async () => {
    await expect(checkEnvironment()).rejects.toMatchObject({ code: 60006 });
  });

  it('checkNetwork() rejects with 60006', async () => {
    const check = checkNetwork({
      SDKAppID: 1400000000,
      userID: 'alice_up',
      userSig: 'signature',
      receiver: { userID: 'alice_down', userSig: 'signature' },
    });
    await expect(check).rejects.toBeInstanceOf(CallError);
    await expect(check).rejects.toMatchObject({ code: 60006 });
  });

  it('checkEnvironment() of a client rejects with 60006', async () => {
    const calling = new TRTCCalling({ SDKAppID: 1400000000 });
    await expect(calling.checkEnvironment()).rejects.toMatchObject({ code: 60006 });
  });

  it.each([
    ['call', (it: TRTCCalling) => it.call({ userID: 'bob', type: 1 })],
    ['accept', (it: TRTCCalling) => it.accept()],
    ['getCameras', (it: TRTCCalling) => it.getCameras()],
    ['openCamera', (it: TRTCCalling) => it.openCamera()],
    [
      'startRemoteView',
      (it: TRTCCalling) => it.startRemoteView({ userID: 'bob', videoViewDomID: 'x' }),
    ],
  ])('%s() rejects with a CallError', async (_name, method) => {
    const calling = new TRTCCalling({ SDKAppID: 1400000000 });
    await expect(Promise.resolve(method(calling))).rejects.toBeInstanceOf(CallError);
  });
});
