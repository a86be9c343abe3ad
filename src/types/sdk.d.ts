/** tsignaling ships no types. Both builds are one class; they differ in which TIM they require. */
declare module 'tsignaling' {
  import type { TsignalingConstructor } from '../signaling/tim/sdk-types';
  const TSignaling: TsignalingConstructor;
  export default TSignaling;
}

declare module 'tsignaling/tsignaling-wx' {
  import type { TsignalingConstructor } from '../signaling/tim/sdk-types';
  const TSignaling: TsignalingConstructor;
  export default TSignaling;
}
