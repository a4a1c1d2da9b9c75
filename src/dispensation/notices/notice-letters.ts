import { Injectable } from '@nestjs/common';
import { Directory } from '../../directory/index.js';
import { Documents } from '../../platform/index.js';
import { errors } from '../errors.js';
import { LateFeeShelf } from '../late-fees/late-fee-shelf.js';
import { lateFees } from '../late-fees/late-fees.js';
import type { Notice } from '../types.js';
import { letterData } from './letter-data.js';
import { LetterPrint } from './letter-print.js';
import { Notices } from './notices.js';

/** The letter of a notice as PDF/A. Layout: templates/letters/notice.typ; words: templates/texts/id/notice.json. */
@Injectable()
export class NoticeLetters {
  constructor(
    private readonly notices: Notices,
    private readonly directory: Directory,
    private readonly fees: LateFeeShelf,
    private readonly documents: Documents,
    private readonly print: LetterPrint,
  ) {}

  /** For somebody who is not known here: she must know the plate too. Throws `dispensation.other-plate`. */
  async pdfFor(code: string, plate: string): Promise<{ notice: Notice; pdf: Buffer }> {
    const { plateMatches } = await this.notices.check({ code, plate });
    if (plateMatches === false) throw errors.otherPlate();
    if (!plateMatches) throw errors.noSuchNotice({ code });
    return this.pdf(code);
  }

  /** The same notice gives the same bytes until it ends: then the letter says so. Throws `dispensation.no-such-notice`. */
  async pdf(code: string): Promise<{ notice: Notice; pdf: Buffer }> {
    const dossier = await this.notices.dossier(code);
    const { notice, decision, obligation } = dossier;
    const data = letterData({
      ...dossier,
      ...(await this.print.address(dossier)),
      office: await this.directory.office(decision.officeId),
      service: await this.directory.service(obligation.serviceId),
      fees: lateFees(obligation, obligation.dueOn, decision.payBy, this.fees.rulesFor(obligation.regionCode, obligation.dueOn)),
      t: this.print.words,
    });
    return { notice, pdf: await this.documents.render('letters/notice', data, { createdAt: notice.endedAt ?? notice.issuedAt }) };
  }
}
