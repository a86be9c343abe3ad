/**
 * The client under test on a plain page: either trtc-calling-js or ours, whichever script tag stands before,
 * by the same few calls. Tests drive it as `window.clientUnderTest`.
 */
/* global TRTC, TIM, TSignaling, TRTCCalling */
(function () {
  const events = [];
  const tracks = [];
  let calling;
  let isOld = false;

  /** Errors and SDK objects are not plain data. */
  function plain(value) {
    if (value instanceof Error || (value && value.code !== undefined && value.message)) {
      return { code: value.code, name: value.name, message: String(value.message) };
    }
    try {
      return JSON.parse(JSON.stringify(value === undefined ? null : value));
    } catch {
      return String(value);
    }
  }

  /** Devices that fail on request, and a record of what was captured. */
  const devices = navigator.mediaDevices;
  if (devices) {
    const capture = devices.getUserMedia.bind(devices);
    const list = devices.enumerateDevices.bind(devices);
    devices.getUserMedia = async (constraints) => {
      const { deviceFault } = window.clientUnderTest;
      if (deviceFault) {
        await deviceFault.told;
        if (deviceFault.name) throw new DOMException('a fault of the test', deviceFault.name);
      }
      const stream = await capture(constraints);
      tracks.push(...stream.getTracks());
      return stream;
    };
    devices.enumerateDevices = async () => {
      const { missing } = window.clientUnderTest;
      return (await list()).filter(({ kind }) => missing.indexOf(kind) < 0);
    };
  }

  /** Who works below: neither client hands them out. */
  const clients = [];
  const signalings = [];
  const { createClient } = TRTC;
  TRTC.createClient = (config) => {
    const client = createClient.call(TRTC, config);
    clients.push(client);
    return client;
  };
  const { login } = TSignaling.prototype;
  TSignaling.prototype.login = function (...values) {
    if (signalings.indexOf(this) < 0) signalings.push(this);
    return login.apply(this, values);
  };

  function viewOf(userID) {
    let view = document.getElementById('view-' + userID);
    if (!view) {
      view = document.createElement('div');
      view.id = 'view-' + userID;
      view.style.cssText = 'width:320px;height:240px';
      document.body.appendChild(view);
    }
    return view.id;
  }

  window.clientUnderTest = {
    events,
    clients,
    signalings,
    /** What getUserMedia rejects with, if anything, and when. */
    deviceFault: undefined,
    failDevices(name, waits) {
      let release = () => undefined;
      const told = waits ? new Promise((resolve) => (release = resolve)) : undefined;
      this.deviceFault = { name, told, release };
    },
    /** Kinds of devices that are not there. */
    missing: [],

    create(options) {
      isOld = !TRTCCalling.CallError;
      const { SDKAppID, proxy, sharesTim } = options;
      const tim = isOld || sharesTim ? TIM.create({ SDKAppID, proxyServer: proxy.im }) : undefined;
      if (tim) tim.setLogLevel(4);
      window.tim = tim;
      if (isOld) {
        const createClient = TRTC.createClient;
        TRTC.createClient = (config) => {
          const client = createClient.call(TRTC, config);
          client.setProxyServer({ websocketProxy: proxy.trtc, loggerProxy: proxy.log });
          return client;
        };
        calling = new TRTCCalling({ SDKAppID, tim });
        calling.setLogLevel(4);
        if (options.timeout !== undefined) calling._callTimeout = options.timeout;
      } else {
        calling = new TRTCCalling({ SDKAppID, proxy, tim });
        if (options.logLevel !== undefined) calling.setLogLevel(options.logLevel);
      }
      window.calling = calling;
      const names = new Set(Object.values(TRTCCalling.EVENT));
      for (const name of names) {
        calling.on(name, (payload) => {
          events.push({ name, payload: plain(payload), at: Date.now() });
          // As an app does: show who came.
          if (name === 'onUserEnter' && calling.getCallType() === 2) {
            this.show(payload.userID, false);
          }
        });
      }
    },

    answerWhatRings() {
      calling.on('onInvited', () => this.run('accept'));
    },

    run(method, ...parameters) {
      let result;
      try {
        result = calling[method](...parameters);
      } catch (error) {
        result = Promise.reject(error);
      }
      return Promise.resolve(result).then(
        (value) => ({ ok: true, value: plain(value) }),
        (error) => ({ ok: false, error: plain(error) }),
      );
    },

    show(userID, local) {
      const params = { userID, videoViewDomID: viewOf(userID) };
      this.run(local ? 'startLocalView' : 'startRemoteView', params);
    },

    status: () => calling.getCallStatus(),
    type: () => calling.getCallType(),
    snapshot: () => (isOld ? undefined : plain(calling.snapshot)),
    count: (name) => events.filter((event) => event.name === name).length,

    picture(userID) {
      const video = document.querySelector('#view-' + userID + ' video');
      if (!video || video.videoWidth === 0) return { width: 0, frames: 0 };
      // currentTime also advances where nothing is decoded.
      return { width: video.videoWidth, frames: video.getVideoPlaybackQuality().totalVideoFrames };
    },

    /** Logs so many instances in and out that share one TIM. @returns listeners that TIM still has */
    async shareTim(count, options, login) {
      await this.run('logout');
      // The same object for everybody with this SDKAppID.
      const tim = TIM.create({ SDKAppID: options.SDKAppID, proxyServer: options.proxy.im });
      const { on, off } = tim;
      let listeners = 0;
      tim.on = (...values) => {
        listeners++;
        return on.apply(tim, values);
      };
      tim.off = (...values) => {
        listeners--;
        return off.apply(tim, values);
      };
      const all = Array.from({ length: count }, () => new TRTCCalling({ ...options, tim }));
      for (const one of all) await one.login(login);
      for (const one of all) await one.logout().catch(() => undefined);
      for (const one of all) if (one.destroy) await one.destroy();
      return { after: listeners, destroys: Boolean(all[0].destroy) };
    },

    heldDevices: () =>
      tracks.filter((track) => track.readyState === 'live').map(({ label }) => label),

    liveTracks: () => tracks.filter((track) => track.readyState === 'live').map(({ kind }) => kind),
  };
})();
