/** The demo's sound for incoming calls. H5 may be served below a path; packages count from the top. */
export const RINGTONE =
  process.env.UNI_PLATFORM === 'h5' ? './static/ring.wav' : '/static/ring.wav';
