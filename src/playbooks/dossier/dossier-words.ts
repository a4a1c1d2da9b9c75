import { answerStates } from '../../answers/index.js';
import type { Texts } from '../../platform/index.js';
import type { DossierLine } from './types.js';

/** A line as it is read, in Indonesian. A verb that has no words of its own is named as it stands in the ledger. */
export function lineWords({ key, params }: DossierLine, texts: Texts): string {
  const t = (name: string, more: object = params) => texts.t('id', `dossier:${name}`, { ...more });
  if (key === 'verb')
    return texts.has(`dossier:verb.${params.verb}`) ? `${t(`verb.${params.verb}`)} (${params.verb})` : String(params.verb);
  if (key !== 'told') return t(`line.${key}`);
  const states = answerStates
    .filter((state) => Number(params[state]) > 0)
    .map((state) => `${params[state]} ${t(`state.${state}`)}`);
  return t('line.told', { ...params, states: states.join('; ') });
}

/** Where it is on record: `catatan 12`. */
export function recordWords({ record, entry }: DossierLine, texts: Texts): string {
  return texts.t('id', `dossier:where.${record}`, { entry });
}
