import { Injectable } from '@nestjs/common';
import { Clock, Config, Documents, formatDateTime, Instance, qrSvg, Texts } from '../../platform/index.js';
import { HostSheets } from './host-sheets.js';
import { sheetText } from './sheet-text.js';

/** What stands on every sheet: headings, the moment it was printed, and whether any of it is real. */
@Injectable()
export class SheetFrame {
  constructor(
    private readonly texts: Texts,
    private readonly instance: Instance,
    private readonly clock: Clock,
  ) {}

  words(zone: string) {
    const t = (key: string, params = {}) => this.texts.t('id', `hosting:sheet.${key}`, params);
    const headings = ['author', 'who', 'bring', 'differs', 'fines', 'say', 'taps', 'call-heading', 'scan', 'by-sms', 'nothing'];
    return {
      words: Object.fromEntries(headings.map((key) => [key, t(`heading.${key}`)])),
      banner: this.instance.kind === 'production' ? null : t(`banner.${this.instance.kind}`),
      printed: t('printed', { at: formatDateTime(this.clock.now(), 'id', zone) }),
    };
  }
}

/** The sheet on one page of A4 (PDF/A), in Indonesian. With `path`, the link of the host stands on it as a QR code. */
@Injectable()
export class SheetPress {
  constructor(
    private readonly sheets: HostSheets,
    private readonly documents: Documents,
    private readonly texts: Texts,
    private readonly config: Config,
    private readonly frame: SheetFrame,
  ) {}

  async pdf(requestId: string, path?: string): Promise<{ pdf: Buffer; name: string }> {
    const sheet = await this.sheets.of(requestId);
    const link = path && this.config.url + path;
    const frame = this.frame.words(sheet.office.zone);
    const data = { ...sheetText(sheet, this.texts, 'id'), ...frame, link: link ?? null, qr: link ? await qrSvg(link) : null };
    return { pdf: await this.documents.render('letters/host-sheet', data), name: `lembar-loket-${sheet.office.id}.pdf` };
  }
}
