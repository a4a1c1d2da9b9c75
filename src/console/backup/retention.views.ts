import type { Hold, Policy, Reason, Request, RetentionView } from '../../backup/index.js';
import { formatDate, formatDateTime, type Locale, type Texts } from '../../platform/index.js';

const STATE_TAGS = { waiting: 'wait', expired: 'plain', approved: 'ok', refused: 'plain' } as const;
const FIGURES = ['last', 'daily', 'weekly', 'monthly', 'yearly'] as const;

export type NameOf = (person: string) => string | undefined;

/** What is kept and why, in words of one language. */
export class RetentionWords {
  constructor(
    private readonly texts: Texts,
    private readonly locale: Locale,
    private readonly nameOf: NameOf,
  ) {}

  page(view: RetentionView, by: string) {
    const waiting = view.requests.filter(({ state }) => state === 'waiting');
    const points = view.verdicts.map(({ point, reasons }) => ({
      id: point.id,
      at: point.takenAt ?? point.begunAt,
      isProven: point.state === 'proven',
      why: reasons.map((reason) => this.reason(reason)).join(', '),
    }));
    const failed = view.failed.map(({ point, reasons }) => ({
      id: point.id,
      at: point.failedAt,
      why: reasons.map((reason) => this.reason(reason)).join(', '),
    }));
    return {
      ...view,
      failed,
      inForce: this.policy(view.inForce),
      onShelf: this.policy(view.onShelf),
      points,
      going: points.filter(({ why }) => why === '').length,
      next: { at: view.next.at, points: view.next.points.map(({ id, takenAt, begunAt }) => ({ id, at: takenAt ?? begunAt })) },
      holds: view.holds.map((hold) => this.hold(hold, waiting)),
      waiting: waiting.map((request) => this.request(request, by)),
      decided: view.requests.filter(({ state }) => state !== 'waiting').map((request) => this.request(request, by)),
      mayAskPolicy: view.isChanged && !waiting.some(({ kind }) => kind === 'change-policy'),
    };
  }

  reason(reason: Reason): string {
    if ('until' in reason) return this.say(`reason.${reason.kind}`, { until: formatDateTime(reason.until, this.locale) });
    if (!('label' in reason)) return this.say(`reason.${reason.kind}`);
    return this.say(`reason.${reason.kind}`, { label: this.period(reason.kind, reason.label) });
  }

  private policy(policy: Policy): string {
    const figures = FIGURES.filter((figure) => policy[figure] > 0);
    return figures.map((figure) => this.say(`figure.${figure}`, { n: policy[figure] })).join(', ');
  }

  /** `2026-11` is November 2026: its first day in words, without the day. */
  private period(kind: 'daily' | 'weekly' | 'monthly' | 'yearly', label: string): string {
    if (kind === 'yearly') return label;
    return kind === 'monthly' ? formatDate(`${label}-01`, this.locale).replace(/^\d+ /, '') : formatDate(label, this.locale);
  }

  private hold(hold: Hold, waiting: Request[]) {
    const asked = waiting.some(({ holdId }) => holdId === hold.id);
    return { ...hold, by: this.person(hold.setBy), mayAsk: !hold.liftedAt && !asked };
  }

  private request(request: Request, by: string) {
    return {
      ...request,
      tag: STATE_TAGS[request.state],
      policy: request.policy && this.policy(request.policy),
      asked: this.person(request.askedBy),
      decided: request.decidedBy && this.person(request.decidedBy),
      isOwn: request.askedBy === by,
    };
  }

  private person(person: string): string {
    return this.nameOf(person) ?? this.say(person === 'terminal' ? 'terminal' : 'somebody');
  }

  private say(key: string, words: object = {}): string {
    return this.texts.t(this.locale, `retention:${key}`, words as Record<string, unknown>);
  }
}
