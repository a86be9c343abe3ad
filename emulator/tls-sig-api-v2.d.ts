/** These are the parts of tls-sig-api-v2, which ships no types, that the emulator calls. */
declare module 'tls-sig-api-v2/TLSSigAPIv2.js' {
  export class Api {
    constructor(sdkAppID: number, secretKey: string);
    /** A UserSig for `userID` that lives for `expire` seconds from now. */
    genUserSig(userID: string, expire: number): string;
  }
}
