/** This file checks a UserSig as the cloud does: its HMAC, its user, its app and its age. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { inflateSync } from 'node:zlib';

export type UserSigCheck =
  | { ok: true; expiresAt: number }
  /** `code` is the one Tencent documents for this refusal. */
  | { ok: false; code: number; reason: string };

/** The UserIDs that Tencent's documents allow. */
export const USER_ID = /^[A-Za-z0-9_-]{1,32}$/;

/** Documented refusals of a UserSig. */
export const USERSIG_ERROR = {
  EXPIRED: 70001,
  EMPTY: 70002,
  INVALID: 70003,
  OTHER_FORMAT: 70009,
  OTHER_USER: 70013,
  OTHER_APP: 70014,
} as const;

export interface ExpectedUserSig {
  /** The client's claim. */
  appID: number;
  userID: string;
  /** The app that this service signs for. */
  sdkAppID: number;
  secretKey: string;
}

/** The check that the cloud makes at login. */
export function checkUserSig(userSig: string, expected: ExpectedUserSig): UserSigCheck {
  const refuse = (code: number, reason: string): UserSigCheck => ({ ok: false, code, reason });
  if (!userSig) return refuse(USERSIG_ERROR.EMPTY, 'the UserSig is empty');
  const fields = decode(userSig);
  if (!fields) return refuse(USERSIG_ERROR.INVALID, 'the UserSig is damaged or cut off');
  if (fields['TLS.ver'] !== '2.0') {
    return refuse(USERSIG_ERROR.OTHER_FORMAT, 'the UserSig is not of version 2.0');
  }
  if (fields['TLS.identifier'] !== expected.userID) {
    return refuse(USERSIG_ERROR.OTHER_USER, 'the UserSig was signed for another UserID');
  }
  if (fields['TLS.sdkappid'] !== expected.sdkAppID || expected.appID !== expected.sdkAppID) {
    return refuse(USERSIG_ERROR.OTHER_APP, 'the UserSig was signed for another SDKAppID');
  }
  if (!isGenuine(fields, expected.secretKey)) {
    return refuse(
      USERSIG_ERROR.INVALID,
      'the UserSig was not signed with the SecretKey of this app',
    );
  }
  const expiresAt = (Number(fields['TLS.time']) + Number(fields['TLS.expire'])) * 1000;
  if (!(expiresAt > Date.now())) return refuse(USERSIG_ERROR.EXPIRED, 'the UserSig has expired');
  return { ok: true, expiresAt };
}

function decode(userSig: string): Record<string, unknown> | undefined {
  // tls-sig-api's own base64 alphabet: `*`, `-` and `_` stand for `+`, `/` and `=`.
  const base64 = userSig.replace(/\*/g, '+').replace(/-/g, '/').replace(/_/g, '=');
  try {
    const text = inflateSync(Buffer.from(base64, 'base64'), { maxOutputLength: 4096 }).toString();
    const fields: unknown = JSON.parse(text);
    return typeof fields === 'object' && fields ? (fields as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function isGenuine(fields: Record<string, unknown>, secretKey: string): boolean {
  let content =
    `TLS.identifier:${fields['TLS.identifier']}\n` +
    `TLS.sdkappid:${fields['TLS.sdkappid']}\n` +
    `TLS.time:${fields['TLS.time']}\n` +
    `TLS.expire:${fields['TLS.expire']}\n`;
  if (fields['TLS.userbuf'] !== undefined) content += `TLS.userbuf:${fields['TLS.userbuf']}\n`;
  const right = createHmac('sha256', secretKey).update(content).digest();
  const given = Buffer.from(String(fields['TLS.sig']), 'base64');
  return given.length === right.length && timingSafeEqual(given, right);
}
