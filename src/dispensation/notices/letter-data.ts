import type { Office, Service } from '../../directory/index.js';
import { formatDate, formatRupiah, type InstanceKind } from '../../platform/index.js';
import type { LateFees } from '../late-fees/late-fees.js';
import { type Part, parts } from '../types.js';
import type { NoticeDossier } from './notices.js';

type Words = (key: string, params?: Record<string, unknown>) => string;

export interface LetterMatter extends NoticeDossier {
  office: Office;
  service: Service;
  /** What lateness would cost if paid on the decision's last day. */
  fees: LateFees;
  kind: InstanceKind;
  address: string;
  qr: string;
  t: Words;
}

const PLAIN_WORDS = [
  ...[
    'subject',
    'author',
    'agency',
    'number',
    'date',
    'to',
    'greeting',
    'decision',
    'issuer',
    'basis',
    'range',
    'service',
    'due',
  ],
  ...[
    'bill',
    'part',
    'principal',
    'feeWithout',
    'feeWith',
    'doTitle',
    'do1',
    'do2',
    'do3',
    'checkTitle',
    'checkOffline',
    'checkNot',
  ],
];

/** All that `templates/letters/notice.typ` prints, each value as it stands on paper. */
export function letterData(matter: LetterMatter): object {
  const { notice, decision, obligation, office, service, address, qr, publicKey, fees } = matter;
  return {
    words: words(matter),
    number: notice.number,
    code: notice.code,
    date: formatDate(notice.issuedAt, 'id', office.zone),
    plate: obligation.plate,
    office: office.name,
    officeAddress: office.address,
    decisionNumber: decision.number,
    issuer: decision.issuer,
    legalBasis: decision.legalBasis,
    service: service.name,
    dueOn: formatDate(obligation.dueOn),
    bill: bill(matter),
    someNotExcused: parts.some((part) => fees.fees[part] > 0 && !decision.parts.includes(part)),
    estimate: estimate(matter),
    address,
    qr,
    publicKey,
    ...banners(matter),
  };
}

function words({ decision, obligation, office, address, t }: LetterMatter): Record<string, string> {
  const payBy = formatDate(decision.payBy);
  const range = { from: formatDate(decision.dueFrom), to: formatDate(decision.dueTo), office: office.name };
  return {
    ...Object.fromEntries(PLAIN_WORDS.map((word) => [word, t(`letter.${word}`)])),
    answer: t('letter.answer', { parts: listed(decision.parts, t) }),
    condition: t('letter.condition', { payBy }),
    why: t('letter.why', { dueOn: formatDate(obligation.dueOn), office: office.name }),
    rangeValue: t('letter.rangeValue', range),
    checkScan: t('letter.checkScan', { address: address.replace(/^https?:\/\//, '') }),
  };
}

function bill({ decision, obligation, fees, t }: LetterMatter): object[] {
  return parts.map((part) => {
    const fee = fees.fees[part];
    const excused = fee > 0 && decision.parts.includes(part);
    const outcome = excused ? t('letter.excused') : t(fee > 0 ? 'letter.notExcused' : 'letter.noFee');
    return { part: t(`part.${part}`), principal: formatRupiah(obligation[part]), fee: formatRupiah(fee), outcome, excused };
  });
}

function estimate({ decision, fees, t }: LetterMatter): string {
  const said = t('letter.estimate', { payBy: formatDate(decision.payBy) });
  return fees.confirmed ? said : `${said} ${t('letter.estimateUnconfirmed')}`;
}

function banners({ kind, ending, office, t }: LetterMatter): { banner: string | null; ended: string | null } {
  const banner = kind === 'production' ? null : t(`letter.${kind}`);
  if (!ending) return { banner, ended: null };
  const reason = t(`reason.${ending.reason}`, { number: ending.number, reason: ending.words });
  return { banner, ended: t('letter.ended', { at: formatDate(ending.at, 'id', office.zone), reason }) };
}

function listed(named: Part[], t: Words): string {
  const names = named.map((part) => t(`short.${part}`));
  return new Intl.ListFormat('id', { type: 'conjunction' }).format(names);
}
