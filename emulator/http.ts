/** HTTP helpers that the endpoints share: what is read, and how an answer and a refusal read. */
import type { IncomingMessage, ServerResponse } from 'node:http';

/** A refusal that a person can act on. */
export interface HttpError {
  status: number;
  code: string;
  message: string;
  cure: string;
}

/** Answers JSON. `gate.ts` has set CORS headers if a page of another origin may read it. */
export function sendJson(res: ServerResponse, status: number, body: unknown): void {
  if (res.headersSent || res.writableEnded) return;
  res.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  res.end(JSON.stringify(body));
}

export function sendError(res: ServerResponse, { status, ...error }: HttpError): void {
  sendJson(res, status, error);
}

/** The path of a request, without query; connect-style hosts may have stripped a prefix. */
export function pathOf(req: IncomingMessage): string {
  return (req.url ?? '/').split('?', 1)[0] ?? '/';
}

/** Answers 405 unless the method is allowed. */
export function checkMethod(req: IncomingMessage, res: ServerResponse, allowed: string): boolean {
  if (req.method === allowed) return true;
  res.setHeader('Allow', allowed);
  sendError(res, {
    status: 405,
    code: 'METHOD_NOT_ALLOWED',
    message: `${req.method} is not answered here`,
    cure: `Send ${allowed}.`,
  });
  return false;
}

/** Reads a JSON object from the body, or answers 400 or 413 and resolves undefined. */
export async function readJson(
  req: IncomingMessage,
  res: ServerResponse,
  limit = 4096,
): Promise<Record<string, unknown> | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of req as AsyncIterable<Buffer>) {
      size += chunk.length;
      // Keep reading without keeping: the sender gets its answer instead of a reset connection.
      if (size <= limit) chunks.push(chunk);
      if (size > limit * 64) {
        req.destroy();
        return undefined;
      }
    }
  } catch {
    return undefined; // the client went away; there is nobody to answer
  }
  if (size > limit) {
    sendError(res, {
      status: 413,
      code: 'BODY_TOO_LARGE',
      message: `The body has more than ${limit} bytes`,
      cure: 'Send only the documented fields.',
    });
    return undefined;
  }
  try {
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) {
      return body as Record<string, unknown>;
    }
  } catch {
    // answered below
  }
  sendError(res, {
    status: 400,
    code: 'BAD_JSON',
    message: 'The body is not a JSON object',
    cure: 'Send a JSON object with the documented fields.',
  });
  return undefined;
}
