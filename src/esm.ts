/**
 * This door is for web bundlers other than uni-app's: the SDKs are lazy chunks of the app.
 *
 * Nothing but re-exports may stand here: a bundler leaves out a whole file that nothing is taken from, and this
 * one is always asked.
 */
export { default } from './web-client';
export { checkEnvironment } from './web-check';
export { checkNetwork } from './web-network';
export * from './trtc-calling/public';
