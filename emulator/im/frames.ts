/**
 * The frames between TIM and its cloud: one JSON object each, `{ head, body }`. An answer carries
 * the request's `servcmd` and `seq`; a push has a `servcmd` of its own and no request.
 */

export type Fields = Record<string, unknown>;

export interface RequestHead extends Fields {
  servcmd: string;
  seq: number;
  sdkappid?: number;
  platform?: number;
  /** The user who logs in, before there is an `a2`. */
  identifier?: string;
  usersig?: string;
  /** The session's ticket after login. */
  a2?: string;
  tinyid?: string;
}

export interface RequestFrame {
  head: RequestHead;
  body: Fields;
}

export interface ServerFrame {
  head: { servcmd: string; seq?: number; timestamp: number };
  body: Fields;
}

/** A refusal: the code goes to the SDK's promise as `error.code`. */
export interface ImFailure {
  code: number;
  info: string;
  /** Fields that go along, such as KickType. */
  extra?: Fields;
}

/**
 * Codes the emulator answers with. The numbers are Tencent's documented ones; when the cloud uses
 * which is inferred.
 */
export const IM_ERROR = {
  KICKED_OUT: 1002,
  GROUP_BAD_PARAMETER: 10004,
  GROUP_NOT_MEMBER: 10007,
  GROUP_NOT_FOUND: 10010,
  GROUP_ALREADY_MEMBER: 10013,
  GROUP_ID_IN_USE: 10021,
  TICKET_EXPIRED: 20002,
  BAD_ACCOUNT: 20003,
  UNKNOWN_COMMAND: 60002,
  BAD_JSON: 60003,
  NOT_LOGGED_IN: 60004,
  BAD_REQUEST: 60003,
  UNKNOWN_APP: 70020,
  CONTENT_TOO_LONG: 80002,
} as const;

/** Longest message body TIM's cloud takes, in bytes. */
export const MAX_MESSAGE_BYTES = 12 * 1024;
/** Longest frame that is looked into. Reports of the SDK can be large; nothing is this large. */
export const MAX_FRAME_BYTES = 256 * 1024;

export type ParsedRequest =
  | { ok: true; frame: RequestFrame }
  | { ok: false; head: Pick<RequestHead, 'servcmd' | 'seq'>; failure: ImFailure };

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function asFields(value: unknown): Fields {
  return isFields(value) ? value : {};
}

export function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

export function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function asNumber(value: unknown): number {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : 0;
}

/** Reads a request. Whatever is wrong with it, there is a head to answer under. */
export function parseRequest(data: Buffer): ParsedRequest {
  const reject = (code: number, info: string, head: Fields = {}): ParsedRequest => ({
    ok: false,
    head: { servcmd: asText(head.servcmd), seq: asNumber(head.seq) },
    failure: { code, info },
  });
  let parsed: unknown;
  try {
    parsed = JSON.parse(data.toString('utf8'));
  } catch {
    return reject(IM_ERROR.BAD_JSON, 'the frame is not JSON');
  }
  if (!isFields(parsed)) return reject(IM_ERROR.BAD_JSON, 'the frame is not a JSON object');
  const head = parsed.head;
  if (!isFields(head)) return reject(IM_ERROR.BAD_REQUEST, 'the frame has no head');
  if (typeof head.servcmd !== 'string' || typeof head.seq !== 'number') {
    return reject(IM_ERROR.BAD_REQUEST, 'the head needs a servcmd and a numeric seq', head);
  }
  if (data.length > MAX_FRAME_BYTES) {
    const info = `the frame has ${data.length} bytes, more than ${MAX_FRAME_BYTES}`;
    return reject(IM_ERROR.CONTENT_TOO_LONG, info, head);
  }
  return { ok: true, frame: { head: head as RequestHead, body: asFields(parsed.body) } };
}

const seconds = () => Math.floor(Date.now() / 1000);

export function answerFrame(
  head: Pick<RequestHead, 'servcmd' | 'seq'>,
  result: Fields | ImFailure,
): ServerFrame {
  const body = isFailure(result)
    ? { ActionStatus: 'FAIL', ErrorCode: result.code, ErrorInfo: result.info, ...result.extra }
    : { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', ...result };
  return { head: { servcmd: head.servcmd, seq: head.seq, timestamp: seconds() }, body };
}

export function pushFrame(servcmd: string, eventArray: Fields[]): ServerFrame {
  return { head: { servcmd, timestamp: seconds() }, body: { EventArray: eventArray } };
}

export function isFailure(result: Fields | ImFailure): result is ImFailure {
  return 'code' in result && 'info' in result;
}

/** `/binfo` speaks UTF-8 in binary frames, `/info` the same in text frames. */
export function encode(frame: ServerFrame, binary: boolean): Buffer | string {
  const text = JSON.stringify(frame);
  return binary ? Buffer.from(text, 'utf8') : text;
}
