import type { FastifyReply, FastifyRequest } from 'fastify';

const EVERYWHERE: Record<string, string> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(self), payment=()',
};

/** Citizen pages on which a script of ours may help: where a place is asked for, and the map. */
const HELPED = /^\/(\?.*)?$|^\/cari(\?|$)|^\/layanan\/[^/?]+(\?|$)|^\/peta\//;

/** The security headers of every answer. No page may run a script that is not a file of ours; an answer runs none at all. */
export class SecurityHeaders {
  private readonly policies: Record<'portal' | 'helped' | 'console' | 'docs', string>;
  readonly fixed: Readonly<Record<string, string>>;

  constructor(options: { styleHash: string; https: boolean; signInWith?: string }) {
    const forms = ["'self'", options.signInWith].filter(Boolean).join(' ');
    const base = `base-uri 'none'; frame-ancestors 'none'; form-action ${forms}; img-src 'self' data:; connect-src 'self'`;
    this.policies = {
      portal: `default-src 'none'; style-src ${options.styleHash}; ${base}`,
      helped: `default-src 'none'; style-src 'self' ${options.styleHash}; script-src 'self'; ${base}`,
      console: `default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; ${base}`,
      docs: `default-src 'self'; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; ${base}`,
    };
    this.fixed = options.https
      ? { ...EVERYWHERE, 'strict-transport-security': 'max-age=31536000; includeSubDomains' }
      : EVERYWHERE;
  }

  put(request: FastifyRequest, reply: FastifyReply): void {
    reply.headers(this.fixed);
    reply.header('content-security-policy', this.policyFor(request.url));
  }

  policyFor(url: string): string {
    if (url.startsWith('/api/docs')) return this.policies.docs;
    if (/^\/(dasbor|masuk)(\/|\?|$)/.test(url)) return this.policies.console;
    return HELPED.test(url) ? this.policies.helped : this.policies.portal;
  }
}
