import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Documents, formatDateTime, Instance, Texts } from '../../platform/index.js';
import { dossierCsv } from './dossier-csv.js';
import { lineWords, recordWords } from './dossier-words.js';
import { Dossiers } from './dossiers.js';
import { type Dossier, type DossierLine, lineKinds } from './types.js';

const HEADINGS = [
  'title',
  'when',
  'what',
  'who',
  'record',
  'facts',
  'office',
  'began',
  'reported',
  'confirmed',
  'closed',
] as const;
const MORE = ['reroutes', 'decisions', 'ledger', 'intact', 'broken', 'csv', 'made', 'none', 'notices', 'unknown'] as const;

/** The dossier as a document to sign and as a table to search; the document names the digest of the table. */
@Injectable()
export class DossierPress {
  constructor(
    private readonly dossiers: Dossiers,
    private readonly documents: Documents,
    private readonly instance: Instance,
    private readonly texts: Texts,
  ) {}

  /** Throws `incidents.no-such-incident`. */
  async csv(incidentId: string): Promise<string> {
    return dossierCsv(await this.dossiers.of(incidentId), this.texts);
  }

  /** PDF/A, A4, in Indonesian. Throws the same. */
  async pdf(incidentId: string): Promise<Buffer> {
    const dossier = await this.dossiers.of(incidentId);
    return this.documents.render('reports/dossier', this.data(dossier), { createdAt: dossier.madeAt });
  }

  private data(dossier: Dossier): object {
    const { office, incident, madeAt, lines, reroutes, decisions, ledger, answers } = dossier;
    const t = (key: string, params = {}) => this.texts.t('id', `dossier:${key}`, params);
    const when = (at?: Date) => (at ? formatDateTime(at, 'id', office.zone) : t('unknown'));
    return {
      w: Object.fromEntries([...HEADINGS, ...MORE].map((key) => [key, t(key)])),
      banner: this.instance.kind === 'production' ? null : t(`banner.${this.instance.kind}`),
      office: office.name,
      incidentId: incident.id,
      cause: incident.cause ?? t('unknown'),
      moments: {
        began: when(incident.beganAt),
        reported: when(incident.reportedAt),
        confirmed: when(incident.confirmedAt),
        closed: when(incident.closedAt),
      },
      made: when(madeAt),
      sections: lineKinds.map((kind) => ({
        title: t(`kind.${kind}`),
        lines: lines.filter((line) => line.kind === kind).map((line) => this.printed(line, when)),
      })),
      reroutes: reroutes.map(({ version, state, proposedAt, publishedAt, endedAt }) =>
        t('reroute', {
          version,
          state: t(`reroute-state.${state}`),
          proposed: when(proposedAt),
          published: when(publishedAt),
          ended: when(endedAt),
        }),
      ),
      decisions: decisions.map(({ decision, notices }) =>
        t('decision', { number: decision.number ?? t('unknown'), state: t(`decision-state.${decision.state}`), ...notices }),
      ),
      ledger: t(ledger.intact ? 'intact' : 'broken', { count: ledger.sealed }),
      counted: t('counted', { answers: answers.length }),
      csvDigest: createHash('sha256').update(dossierCsv(dossier, this.texts)).digest('hex'),
    };
  }

  private printed(line: DossierLine, when: (at?: Date) => string): object {
    return {
      at: line.at ? when(line.at) : '-',
      what: lineWords(line, this.texts),
      by: line.by ?? '',
      record: recordWords(line, this.texts),
      hash: line.hash ?? '',
    };
  }
}
