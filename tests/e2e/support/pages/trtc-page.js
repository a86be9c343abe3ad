/* A page with nothing of ours in it: the plain SDK, driven by a test through `window.caller`. */
/* global TRTC */
(function () {
  const events = [];
  let client;
  let local;
  const remotes = new Map();

  const note = (name, detail = {}) => events.push({ name, ...detail });

  function watch() {
    client.on('stream-added', ({ stream }) => {
      note('stream-added', { userID: stream.getUserId() });
      client.subscribe(stream).catch((error) => note('subscribe-failed', plain(error)));
    });
    client.on('stream-subscribed', ({ stream }) => {
      remotes.set(stream.getUserId(), stream);
      note('stream-subscribed', { userID: stream.getUserId() });
      stream.play('remote').catch((error) => note('play-failed', plain(error)));
    });
    client.on('stream-removed', ({ stream }) => {
      remotes.delete(stream.getUserId());
      note('stream-removed', { userID: stream.getUserId() });
    });
    for (const name of [
      'peer-join',
      'peer-leave',
      'mute-audio',
      'unmute-audio',
      'mute-video',
      'unmute-video',
    ]) {
      client.on(name, ({ userId }) => note(name, { userID: userId }));
    }
    client.on('client-banned', ({ reason }) => note('client-banned', { reason }));
    client.on('error', (error) => note('error', plain(error)));
    client.on('connection-state-changed', ({ state }) => note('connection', { state }));
    client.on('network-quality', (quality) => note('network-quality', { ...quality }));
  }

  const plain = (error) => ({
    code: error.getCode ? error.getCode() : undefined,
    extraCode: error.getExtraCode ? error.getExtraCode() : undefined,
    message: String(error.message || error),
  });

  /** Errors of the SDK are not plain data, so a test gets them as a result. */
  const outcome = (promise) =>
    promise.then(
      (value) => ({ ok: true, value }),
      (error) => ({ ok: false, ...plain(error) }),
    );

  window.caller = {
    events,

    join({ sdkAppId, userID, userSig, roomID, useStringRoomId = false, proxy }) {
      client = TRTC.createClient({
        mode: 'rtc',
        sdkAppId,
        userId: userID,
        userSig,
        useStringRoomId,
        enableAutoPlayDialog: false,
      });
      client.setProxyServer({ websocketProxy: proxy.trtc, loggerProxy: proxy.log });
      watch();
      return outcome(client.join({ roomId: roomID }));
    },

    publish({ audio = true, video = true } = {}) {
      local = TRTC.createStream({ audio, video });
      local.setVideoProfile('480p');
      return outcome(
        local
          .initialize()
          .then(() => local.play('local', { muted: true }))
          .then(() => client.publish(local))
          .then(() => undefined),
      );
    },

    unpublish: () => outcome(client.unpublish(local)),
    leave: () => outcome(client.leave()),
    muteAudio: () => local.muteAudio(),
    unmuteAudio: () => local.unmuteAudio(),
    muteVideo: () => local.muteVideo(),
    unsubscribe: (userID) => outcome(client.unsubscribe(remotes.get(userID)).then(() => undefined)),
    subscribe: (userID, options) =>
      outcome(client.subscribe(remotes.get(userID), options).then(() => undefined)),

    stats() {
      return Promise.all([
        client.getTransportStats(),
        client.getRemoteAudioStats(),
        client.getRemoteVideoStats(),
      ]).then(([transport, audio, video]) => ({ ...transport, audio, video }));
    },

    /** What can be seen and heard of a remote user right now. */
    remote(userID) {
      const stream = remotes.get(userID);
      const video = document.querySelector('#remote video');
      return {
        present: Boolean(stream),
        // The SDK declares a number and returns a string.
        audioLevel: stream ? Number(stream.getAudioLevel()) : 0,
        rawAudioLevelType: stream ? typeof stream.getAudioLevel() : 'none',
        videoWidth: video ? video.videoWidth : 0,
        currentTime: video ? video.currentTime : 0,
        framesDecoded: video ? video.getVideoPlaybackQuality().totalVideoFrames : 0,
      };
    },
  };
})();
