/** The gate decides which pages may ask the endpoints: those of this server, and those that an option names. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendError, type HttpError } from './http';

export interface Visitors {
  /** Host names that pages may come from, besides IP addresses, localhost and `*.local`. */
  allowedHosts?: readonly string[];
  /** Origins of other servers whose pages may ask, such as an app's dev server: `http://localhost:5173`. */
  allowedOrigins?: readonly string[];
}

/** True if the page comes from an origin that an option names, so it may ask across origins. */
const isAllowedOrigin = (req: IncomingMessage, { allowedOrigins = [] }: Visitors): boolean =>
  req.headers.origin !== undefined && allowedOrigins.includes(req.headers.origin);

/**
 * True if a browser page of another site sent this. Pages always send Origin with a POST and with
 * a WebSocket; without one the sender is not a page, or a same-origin GET.
 */
function isForeignOrigin(req: IncomingMessage): boolean {
  const origin = req.headers.origin;
  if (origin === undefined) return req.headers['sec-fetch-site'] === 'cross-site';
  try {
    return new URL(origin).host !== req.headers.host?.toLowerCase();
  } catch {
    return true; // "null": a sandboxed frame or a file
  }
}

/**
 * False if the Host header is a name that could have been made to point here (DNS rebinding): then
 * a page of any site would be "of the same origin". Addresses and local names cannot be.
 */
function isAllowedHost(req: IncomingMessage, { allowedHosts = [] }: Visitors): boolean {
  const host = req.headers.host ?? '';
  const name = host.replace(/:\d+$/, '').toLowerCase();
  if (/^\d+\.\d+\.\d+\.\d+$/.test(name) || /^\[[0-9a-f:.]+\]$/.test(name)) return true;
  if (name === 'localhost' || name.endsWith('.localhost') || name.endsWith('.local')) return true;
  return allowedHosts.includes(name);
}

function refusalOf(req: IncomingMessage, visitors: Visitors): HttpError | undefined {
  if (isForeignOrigin(req) && !isAllowedOrigin(req, visitors)) {
    const { origin = 'of another site' } = req.headers;
    return {
      status: 403,
      code: 'FOREIGN_ORIGIN',
      message: `Pages ${origin === 'null' ? 'without an origin' : origin} are not answered here`,
      cure: URL.canParse(origin)
        ? `If that is your dev server, start the local cloud with --origin ${origin} (allowedOrigins in code), or sign UserSigs on your own server.`
        : 'Open the page from the address that also answers /usersig.',
    };
  }
  if (!isAllowedHost(req, visitors)) {
    return {
      status: 403,
      code: 'FOREIGN_HOST',
      message: `UserSigs are not signed for the host ${req.headers.host}`,
      cure: 'Use localhost or an IP address, or list the host name in allowedHosts.',
    };
  }
  return undefined;
}

/**
 * Turns away who may not ask, and lets pages of an allowed origin read the answer.
 *
 * @param onRefusal is told of each refusal, for a log
 * @returns true if the request is answered: refused, or the preflight of a page that may ask
 */
export function turnedAway(
  req: IncomingMessage,
  res: ServerResponse,
  visitors: Visitors,
  onRefusal?: (refusal: HttpError) => void,
): boolean {
  const refusal = refusalOf(req, visitors);
  if (refusal) {
    onRefusal?.(refusal);
    sendError(res, refusal);
    return true;
  }
  if (!isAllowedOrigin(req, visitors)) return false;
  res.setHeader('Access-Control-Allow-Origin', req.headers.origin!);
  res.setHeader('Vary', 'Origin');
  if (req.method !== 'OPTIONS') return false;
  res.setHeader('Access-Control-Allow-Methods', 'GET, POST');
  res.setHeader('Access-Control-Allow-Headers', 'content-type');
  res.writeHead(204).end();
  return true;
}

/** The origin under which the page of a request reaches this server; undefined if Host is no host. */
export function serverOrigin(req: IncomingMessage, visitors: Visitors): string | undefined {
  // A page behind a TLS proxy says https in its Origin, and the socket here is plain. What a page of
  // another origin says about itself tells nothing about this server.
  const isBehindTls =
    !isAllowedOrigin(req, visitors) && req.headers.origin?.startsWith('https:') === true;
  const scheme = 'encrypted' in req.socket || isBehindTls ? 'https' : 'http';
  const origin = `${scheme}://${req.headers.host ?? ''}`;
  return URL.canParse(origin) ? origin : undefined;
}
