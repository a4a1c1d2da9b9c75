import { Controller, Get } from '@nestjs/common';
import { openWebApp, type WebApp } from '../../test/support/web-app.js';
import { Limited } from './index.js';

@Controller('contoh')
class Sample {
  @Get('cetak')
  @Limited('PRINTS')
  print() {
    return 'printed';
  }
  @Get('bebas')
  free() {
    return 'free';
  }
}

describe('a route that costs work', () => {
  let web: WebApp;
  beforeAll(async () => {
    web = await openWebApp([Sample]);
  });
  afterAll(() => web.close());

  const statuses = async (url: string, remoteAddress: string, times: number) => {
    const seen: number[] = [];
    for (let time = 0; time < times; time++) seen.push((await web.app.inject({ url, remoteAddress })).statusCode);
    return seen;
  };

  it('is refused to one address that asks too often, and to nobody else', async () => {
    expect((await statuses('/contoh/cetak', '10.0.0.1', 31)).filter((status) => status === 429)).toHaveLength(1);
    expect(await statuses('/contoh/cetak', '10.0.0.2', 1)).toEqual([200]);
    const page = await web.app.inject({ url: '/contoh/cetak', remoteAddress: '10.0.0.1', headers: { accept: 'text/html' } });
    expect(page.headers['retry-after']).toBeDefined();
    expect(page.body).toContain('<h1>');
  });

  it('leaves the others free', async () => {
    expect(new Set(await statuses('/contoh/bebas', '10.0.0.1', 60))).toEqual(new Set([200]));
  });
});
