import type { FastifyReply } from 'fastify';

/** A page that is nobody else's: never kept by a cache. */
export function sendPage(reply: FastifyReply, html: string, status = 200): FastifyReply {
  return reply.status(status).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(html);
}
