/** The monitor's page and its API over HTTP, for browsers on this machine and nobody else. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { turnedAway, type Visitors } from '../gate';
import { checkMethod, pathOf, sendError, sendJson, type HttpError } from '../http';
import { pageBundle } from './bundle';
import type { RoomSummary } from './model';
import type { Monitor } from './monitor';

export interface MonitorHttpOptions {
  /** Where the page is: `/monitor`. */
  path: string;
  monitor: Monitor;
  visitors: Visitors;
  onRefusal(refusal: HttpError): void;
}

/**
 * Answers `GET <path>` with the page, and
 *
 * - `<path>/api/rooms`: the rooms and who is in them
 * - `<path>/api/rooms/<id>`: one room with the events and samples of its users
 * - `<path>/api/events?userID=alice`: what the SDK of a user reported, in its order
 *
 * It returns false for what is not the monitor's.
 */
export function createMonitorHttp(
  options: MonitorHttpOptions,
): (req: IncomingMessage, res: ServerResponse) => boolean {
  const { path, monitor, visitors, onRefusal } = options;

  return (req, res) => {
    const asked = pathOf(req);
    if (asked !== path && !asked.startsWith(`${path}/`)) return false;
    if (turnedAway(req, res, visitors, onRefusal)) return true;
    if (!isThisMachine(req.socket)) {
      onRefusal(OTHER_MACHINE);
      sendError(res, OTHER_MACHINE);
      return true;
    }
    if (!checkMethod(req, res, 'GET')) return true;
    const name = asked.slice(path.length + 1);
    if (name.startsWith('api/')) answerApi(monitor, name.slice('api/'.length), req, res);
    else void answerPage(path, name, res);
    return true;
  };
}

/**
 * True if the other end of a connection is on the machine of this server: it has the address that it talks to, or
 * one of the loopback. A cloud that is open to a network shows that network no one's calls.
 */
export function isThisMachine(socket: { remoteAddress?: string; localAddress?: string }): boolean {
  const { remoteAddress = '', localAddress } = socket;
  const address = remoteAddress.replace(/^::ffff:/, '');
  if (address === '') return false;
  return address.startsWith('127.') || address === '::1' || remoteAddress === localAddress;
}

const OTHER_MACHINE: HttpError = {
  status: 403,
  code: 'OTHER_MACHINE',
  message: 'The monitor is shown on the machine of the local cloud only',
  cure: 'Open it there.',
};

function answerApi(
  monitor: Monitor,
  name: string,
  req: IncomingMessage,
  res: ServerResponse,
): void {
  const rooms = monitor.rooms();
  const room = rooms.find(({ id }) => name === `rooms/${id}`);
  if (name === 'rooms') {
    sendJson(res, 200, { rooms: rooms.map(summaryOf) });
  } else if (room) {
    sendJson(res, 200, room);
  } else if (name === 'events') {
    const userID = new URLSearchParams((req.url ?? '').split('?')[1]).get('userID') ?? '';
    sendJson(res, 200, { events: monitor.events(userID) });
  } else {
    notFound(res);
  }
}

const summaryOf = ({ users, ...room }: ReturnType<Monitor['rooms']>[number]): RoomSummary => ({
  ...room,
  users: users.map(({ userID, joinedAt, leftAt }) => ({ userID, joinedAt, leftAt })),
});

async function answerPage(path: string, name: string, res: ServerResponse): Promise<void> {
  try {
    if (name === '') send(res, 'text/html', pageAt(path));
    else if (name === 'page.js') send(res, 'text/javascript', (await pageBundle()).script);
    else if (name === 'page.css') send(res, 'text/css', (await pageBundle()).style);
    else notFound(res);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const cure = 'Run npm ci, and start the local cloud again.';
    sendError(res, { status: 500, code: 'NO_PAGE', message, cure });
  }
}

function send(res: ServerResponse, type: string, body: string): void {
  res.writeHead(200, {
    'Content-Type': `${type}; charset=utf-8`,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    // The page loads nothing from anywhere else and tells nothing to anyone.
    'Content-Security-Policy':
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  });
  res.end(body);
}

const notFound = (res: ServerResponse) =>
  sendError(res, {
    status: 404,
    code: 'NOT_FOUND',
    message: 'The monitor has nothing there',
    cure: 'Try api/rooms, api/rooms/<id> or api/events?userID=<userID>.',
  });

const pageAt = (path: string) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>Monitor – local cloud</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="${path}/page.css" />
    <script type="module" src="${path}/page.js"></script>
  </head>
  <body>
    <div id="monitor" data-api="${path}/api"></div>
    <noscript>The monitor needs JavaScript.</noscript>
  </body>
</html>
`;
