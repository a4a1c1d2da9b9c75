import rateLimit from '@fastify/rate-limit';
import { HttpException } from '@nestjs/common';
import { type NestFastifyApplication, RouteConfig } from '@nestjs/platform-fastify';

const TOO_MANY = 429;

/** Times a minute from one address; many citizens share one behind a mobile network. */
const A_MINUTE = { PRINTS: 30, MESSAGES: 20, LOOKUPS: 120 } as const;

/** A route open to strangers that prints, keeps a message, or could be used to guess codes. */
export const Limited = (what: keyof typeof A_MINUTE) =>
  RouteConfig({ rateLimit: { max: A_MINUTE[what], timeWindow: '1 minute' } });

/** Makes `@Limited` hold; every other route stays free, the citizen's answer above all. */
export async function holdLimits(app: NestFastifyApplication): Promise<void> {
  await app.register(rateLimit as never, {
    global: false,
    cache: 10_000,
    errorResponseBuilder: () => new HttpException('too many requests', TOO_MANY),
  });
}
