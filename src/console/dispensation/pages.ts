import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Directory } from '../../directory/index.js';
import type { Dispensation } from '../../dispensation/index.js';
import { Actor } from '../../people/index.js';
import { Texts } from '../../platform/index.js';
import { emptyForm, type Failed, failedForm, formAfter, localeOf, Pages } from '../../web/index.js';
import { sendPage } from '../send-page.js';
import { DispensationForms } from './forms.js';
import { DispensationRegister } from './register.js';

const TAGS = { proposed: 'wait', signed: 'ok', replaced: 'moved', revoked: 'stop' } as const;
const NOTICE_TAGS = { valid: 'ok', replaced: 'moved', revoked: 'stop' } as const;
const PAGE = 25;
const IMPORT = 'npm run -s sinambung -- obligations import obligations.csv';

/** The pages of the dispensation's rooms: what stands on them. */
@Injectable()
export class DispensationPages {
  constructor(
    private readonly pages: Pages,
    private readonly texts: Texts,
    private readonly forms: DispensationForms,
    private readonly directory: Directory,
    private readonly register: DispensationRegister,
  ) {}

  async list(request: FastifyRequest, reply: FastifyReply) {
    const decisions = await Promise.all((await this.register.dispensations.all()).map((decision) => this.line(decision)));
    const { incidents, imports } = await this.forms.choices(request);
    return sendPage(reply, this.pages.console(request, 'dispensation/list', { decisions, incidents, imports, command: IMPORT }));
  }

  async proposal(request: FastifyRequest, reply: FastifyReply, from: { incidentId?: string; replaces?: string }) {
    const values = await this.forms.suggest(from);
    return sendPage(
      reply,
      this.pages.console(request, 'dispensation/new', { form: emptyForm(values), ...(await this.forms.choices(request)) }),
    );
  }

  async failedProposal(request: FastifyRequest, reply: FastifyReply, sent: Record<string, unknown>, error: unknown) {
    const form = failedForm(this.texts, localeOf(request), sent, error);
    return sendPage(
      reply,
      this.pages.console(request, 'dispensation/new', { form, ...(await this.forms.choices(request)) }),
      422,
    );
  }

  async one(
    request: FastifyRequest,
    reply: FastifyReply,
    by: Actor,
    id: string,
    failed: { signing?: Failed; revoking?: Failed } = {},
  ) {
    const decision = await this.register.dispensations.get(id);
    const form = (which?: Failed) => formAfter(which, this.texts, localeOf(request));
    const open = decision.state === 'proposed' || decision.state === 'signed';
    const data = {
      ...(await this.line(decision)),
      excused: await this.register.dispensations.countExcused(decision),
      signForm: form(failed.signing),
      revokeForm: form(failed.revoking),
      maySign: decision.state === 'proposed' && by.may('dispensation:sign') && by.person !== decision.proposedBy,
      ownProposal: decision.state === 'proposed' && by.person === decision.proposedBy,
      mayRevoke: open && by.may('dispensation:revoke'),
      mayReplace: decision.state === 'signed' && by.may('dispensation:propose'),
    };
    return sendPage(reply, this.pages.console(request, 'dispensation/one', data), failed.signing || failed.revoking ? 422 : 200);
  }

  async notices(request: FastifyRequest, reply: FastifyReply, id: string, after: string) {
    const page = await this.register.notices.page(id, after, PAGE);
    const notices = page.map((notice) => ({ ...notice, tag: NOTICE_TAGS[notice.state] }));
    const data = {
      ...(await this.line(await this.register.dispensations.get(id))),
      list: notices,
      next: page.length === PAGE ? page.at(-1)?.number : undefined,
    };
    return sendPage(reply, this.pages.console(request, 'dispensation/notices', data));
  }

  async letter(reply: FastifyReply, code: string) {
    const { notice, pdf } = await this.register.letters.pdf(code);
    return reply
      .type('application/pdf')
      .header('cache-control', 'private, no-store')
      .header('content-disposition', `inline; filename="${notice.code}.pdf"`)
      .send(pdf);
  }

  private async line(decision: Dispensation) {
    const counts = await this.register.notices.counts(decision.id);
    return { decision, office: await this.directory.office(decision.officeId), tag: TAGS[decision.state], notices: counts };
  }
}
