/** The UserSig service signs and verifies for one app. It knows no HTTP; `usersig-http.ts` does. */
import { Api } from 'tls-sig-api-v2/TLSSigAPIv2.js';
import { checkUserSig, type UserSigCheck } from './usersig-check';

/** WebSocket and HTTP addresses of a private cloud, as TIM and TRTC take them. */
export interface CloudProxy {
  im: string;
  trtc: string;
  log: string;
}

export interface UserSigOptions {
  sdkAppID: number;
  secretKey: string;
  /** The seconds that a signature lives if nothing else is asked for; default one day. */
  expireSeconds?: number;
}

export interface SignOptions {
  /** May be negative, which signs an expired one. */
  expireSeconds?: number;
}

/** Signs UserSigs. It holds the secret, so it runs in Node only and never reaches a page. */
export interface UserSigService {
  readonly sdkAppID: number;
  sign(userID: string, options?: SignOptions): string;
  verify(sdkAppID: number, userID: string, userSig: string): UserSigCheck;
  /** Milliseconds since the epoch at which a signature made now expires. */
  expiry(options?: SignOptions): number;
}

const ONE_DAY = 86_400;

export function createUserSigService(options: UserSigOptions): UserSigService {
  const { sdkAppID, secretKey } = options;
  if (!Number.isInteger(sdkAppID) || sdkAppID <= 0) {
    throw new Error(
      'createUserSigService needs the SDKAppID of the application, a positive number',
    );
  }
  if (!secretKey) throw new Error('createUserSigService needs the SecretKey of the application');
  const signer = new Api(sdkAppID, secretKey);
  const lifetime = (sign?: SignOptions) => sign?.expireSeconds ?? options.expireSeconds ?? ONE_DAY;

  return {
    sdkAppID,
    sign: (userID, sign) => signer.genUserSig(userID, lifetime(sign)),
    verify: (appID, userID, userSig) =>
      checkUserSig(userSig, { appID, userID, sdkAppID, secretKey }),
    expiry: (sign) => (Math.floor(Date.now() / 1000) + lifetime(sign)) * 1000,
  };
}
