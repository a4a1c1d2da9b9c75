import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { newId, Texts } from '../platform/index.js';
import { fieldWords } from './forms.js';
import { localeOf } from './locale.js';
import { Lost } from './lost.js';
import { Pages } from './pages.js';
import { type Problem, problemJson, problemOf } from './problem.js';

const NOT_FOUND = 404;

/** Turns whatever was thrown into problem+json under `/api`, and into a page elsewhere. A stack goes into the log alone. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('web');

  constructor(
    private readonly texts: Texts,
    private readonly pages: Pages,
    private readonly lost: Lost,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = problemOf(error, localeOf(request), this.texts, () => this.log(error, request));
    if (reply.sent) return;
    if (request.url.startsWith('/api/')) this.sendJson(reply, request, problem);
    else await this.sendPage(reply, request, problem);
  }

  private sendJson(reply: FastifyReply, request: FastifyRequest, problem: Problem): void {
    void reply
      .status(problem.status)
      .type('application/problem+json')
      .send(JSON.stringify(problemJson(problem, request.url.split('?')[0] ?? '')));
  }

  private async sendPage(reply: FastifyReply, request: FastifyRequest, problem: Problem): Promise<void> {
    const front = /^\/(dasbor|masuk|keluar)(\/|\?|$)/.test(request.url) ? 'console' : 'portal';
    const signIn = problem.status === 401 ? `/masuk?lanjut=${encodeURIComponent(request.url)}` : undefined;
    const helper = front === 'portal' && problem.status === NOT_FOUND ? await this.lost.helper() : undefined;
    const home = front === 'console' ? '/dasbor' : '/';
    const wrong = this.wrong(request, problem);
    const page = this.pages[front](request, 'web/problem', { problem, wrong, signIn, home, helper }, { noindex: true });
    void reply.status(problem.status).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(page);
  }

  /** What was wrong with the fields, in words: a name in code says nothing to who sent a form. */
  private wrong(request: FastifyRequest, { fields = [], code, detail = '' }: Problem): string[] {
    const said = fields.map((field) => fieldWords(this.texts, localeOf(request), field, code, detail));
    return [...new Set(said)].filter((words) => words !== detail);
  }

  private log(error: unknown, request: FastifyRequest): string {
    const reference = newId().slice(-8);
    this.logger.error(
      `${reference} ${request.method} ${request.url.split('?')[0]}: ${error instanceof Error ? error.stack : String(error)}`,
    );
    return reference;
  }
}
