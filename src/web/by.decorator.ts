import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { Actor } from '../people/index.js';
import type { Visited } from './visitor.js';

/** Who acts in this request: `@By() by: Actor`. `Actor.public()` where nobody is signed in. */
export const By = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  return context.switchToHttp().getRequest<Visited>().actor ?? Actor.public();
});
