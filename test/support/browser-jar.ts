import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const HOST = '127.0.0.1:3000';

interface Sending {
  method?: 'GET' | 'POST';
  form?: Record<string, string>;
  headers?: Record<string, string>;
}

/** A browser as far as cookies and the Origin header go; it follows no redirect by itself. */
export class BrowserJar {
  private readonly cookies = new Map<string, string>();

  constructor(private readonly app: NestFastifyApplication) {}

  get(url: string) {
    return this.send(url);
  }

  /** As a form of our own page sends it; `headers` replaces what proves that. */
  post(url: string, form: Record<string, string> = {}, headers: Record<string, string> = { origin: `http://${HOST}` }) {
    return this.send(url, { method: 'POST', form, headers });
  }

  keep(name: string, value: string): void {
    this.cookies.set(name, value);
  }

  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  private async send(url: string, { method = 'GET', form, headers = {} }: Sending = {}) {
    const cookie = this.cookie ? { cookie: this.cookie } : {};
    const body = form ? { payload: new URLSearchParams(form).toString() } : {};
    const type = form ? { 'content-type': 'application/x-www-form-urlencoded' } : {};
    const answer = await this.app.inject({ method, url, headers: { host: HOST, ...cookie, ...type, ...headers }, ...body });
    for (const { name, value, maxAge } of answer.cookies as { name: string; value: string; maxAge?: number }[]) {
      if (maxAge === 0) this.cookies.delete(name);
      else this.cookies.set(name, encodeURIComponent(value));
    }
    return answer;
  }
}
