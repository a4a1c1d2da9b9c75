import type { FastifyReply, FastifyRequest } from 'fastify';

/** The same bytes, ready in each encoding. */
export interface Compressed {
  identity: Buffer;
  br: Buffer;
  gzip: Buffer;
}

/** Sends the smallest that the browser takes. */
export function sendCompressed({ headers }: FastifyRequest, reply: FastifyReply, made: Compressed): FastifyReply {
  const accepted = String(headers['accept-encoding'] ?? '');
  if (accepted.includes('br')) return reply.header('content-encoding', 'br').send(made.br);
  if (accepted.includes('gzip')) return reply.header('content-encoding', 'gzip').send(made.gzip);
  return reply.send(made.identity);
}
