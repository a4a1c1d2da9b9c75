import { Body, Controller, Post } from '@nestjs/common';
import { openWebApp, type WebApp } from '../../test/support/web-app.js';
import { Open } from './index.js';

@Open()
@Controller('api/v1/echo')
class Echo {
  @Post()
  echo(@Body() body: unknown) {
    return { body };
  }
}

describe('a JSON body', () => {
  let web: WebApp;
  beforeAll(async () => {
    web = await openWebApp([Echo]);
  });
  afterAll(() => web.close());

  const post = (payload?: string) =>
    web.app.inject({ method: 'POST', url: '/api/v1/echo', headers: { 'content-type': 'application/json' }, payload });

  it('that was named and not sent is an empty object', async () => {
    expect((await post()).json()).toEqual({ body: {} });
  });

  it('is read as it was sent', async () => {
    expect((await post('{"a":1}')).json()).toEqual({ body: { a: 1 } });
  });

  it.each(['{', '{"__proto__":{"admin":true}}'])('%s is refused', async (payload) => {
    expect((await post(payload)).statusCode).toBe(400);
  });
});
