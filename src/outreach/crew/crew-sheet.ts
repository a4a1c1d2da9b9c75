import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { Config, Documents, formatDate, formatDateTime, Instance, Texts, Views } from '../../platform/index.js';
import type { HomeVisit, Need } from '../types.js';
import type { Village } from '../villages/village-names.js';
import { villageLabel } from '../villages/villages.js';
import { FORMAT } from './crew-file.js';

/** What a crew needs of one visit. Names and numbers of citizens: only for those who go there. */
export interface CrewSheet {
  visit: HomeVisit;
  service: string;
  village: Village;
  madeAt: Date;
  /** The most urgent first. */
  people: {
    id: string;
    tracking: string;
    people: number;
    needs: Need[];
    name?: string;
    phone?: string;
    directions?: string;
  }[];
}

/** Lembar petugas: on paper, and as one file that a telephone opens without a net. Indonesian alone, as all that crews carry. */
@Injectable()
export class CrewSheets {
  private readonly script: string;
  private readonly style: string;

  constructor(
    config: Config,
    private readonly instance: Instance,
    private readonly documents: Documents,
    private readonly views: Views,
    private readonly texts: Texts,
  ) {
    this.script = readFileSync(config.shipped('templates', 'sheets', 'crew.js'), 'utf8');
    this.style = readFileSync(config.shipped('templates', 'sheets', 'crew.css'), 'utf8');
  }

  /** PDF/A, to be filled in by pen. */
  pdf(sheet: CrewSheet): Promise<Buffer> {
    const data = { ...this.head(sheet), rows: this.rows(sheet), words: this.words('paper'), outcomes: this.words('outcome') };
    return this.documents.render('letters/crew-sheet', data, { createdAt: sheet.madeAt });
  }

  /** A whole HTML file: data, style and script inside, and a policy that lets it speak to nobody. */
  html(sheet: CrewSheet): string {
    const data = JSON.stringify({ format: FORMAT, visitId: sheet.visit.id, words: this.words('sheet'), rows: this.rows(sheet) });
    const policy = `default-src 'none'; style-src '${digest(this.style)}'; script-src '${digest(this.script)}'`;
    const view = {
      ...this.head(sheet),
      policy,
      style: this.style,
      script: this.script,
      // Nothing in the data can end the element it stands in.
      data: data.replaceAll('<', '\\u003c'),
    };
    return this.views.fragment('outreach/crew-sheet', view, { locale: 'id' });
  }

  private head({ visit, service, village, madeAt, people }: CrewSheet) {
    return {
      service,
      village: villageLabel(village),
      day: formatDate(visit.onDay),
      hours: `${visit.opens}–${visit.closes}`.replaceAll(':', '.'),
      place: visit.place,
      crew: visit.crew,
      counted: this.texts.t('id', 'outreach:paper.count', {
        count: people.length,
        people: people.reduce((sum, one) => sum + one.people, 0),
      }),
      made: formatDateTime(madeAt, 'id', village.zone),
      isDraft: visit.state === 'draft',
      banner: this.instance.kind === 'production' ? null : this.texts.t('id', `outreach:sheet.${this.instance.kind}`),
    };
  }

  private rows({ people }: CrewSheet) {
    return people.map(({ needs, name, phone, directions, ...one }, at) => ({
      ...one,
      place: at + 1,
      name: name ?? this.texts.t('id', 'outreach:sheet.nameless'),
      phone: phone ?? '',
      directions: directions ?? '',
      needs: needs.map((need) => this.texts.t('id', `outreach:need.${need}`)).join(', '),
    }));
  }

  private words(group: 'sheet' | 'paper' | 'outcome'): Record<string, string> {
    const keys = GROUPS[group];
    return Object.fromEntries(keys.map((key) => [key, this.texts.t('id', `outreach:${group}.${key}`)]));
  }
}

const GROUPS = {
  sheet: [
    'people',
    'note',
    'undo',
    'done',
    'unsaved',
    'no-store',
    'copied',
    'cleared',
    'really',
    'served',
    'not-met',
    'moved-on',
    'call',
  ],
  paper: ['title', 'no', 'name', 'directions', 'needs', 'people', 'result', 'signature', 'keep', 'draft', 'crew', 'made'],
  outcome: ['served', 'not-met', 'moved-on'],
};

function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
