/** The ES module of trtc-js-sdk, which its package does not type: a third of the size of the other. */
declare module 'trtc-js-sdk/trtc.esm.js' {
  import TRTC from 'trtc-js-sdk';
  export default TRTC;
}
