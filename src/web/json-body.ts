import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Many clients name a JSON body and send none, for verbs that need no input: that is an empty object, not a fault. */
export function acceptEmptyJson(app: NestFastifyApplication): void {
  const json = app.getHttpAdapter().getInstance().getDefaultJsonParser('error', 'error');
  app.useBodyParser('application/json', {}, (request, body, done) => {
    if (body.length === 0) done(null, {});
    else json(request as never, body.toString(), done);
  });
}
