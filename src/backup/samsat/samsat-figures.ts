import { readFileSync } from 'node:fs';
import type { Config } from '../../platform/index.js';
import type { SamsatFigures } from './samsat-sql.js';

type Sourced = Pick<SamsatFigures, 'swdkllj' | 'pnbp' | 'opsenPercent'>;

/** Tariffs from data/scenario/parameters.json, where each row says its legal basis and how sure it is. */
export function sourcedFigures(config: Config): Sourced {
  const known = JSON.parse(readFileSync(config.shipped('data', 'scenario', 'parameters.json'), 'utf8'));
  const { tarif, kartu_dana: card } = known.swdkllj;
  const { STNK_R2, STNK_R4, TNKB_R2, TNKB_R4 } = known.pnbp;
  return {
    swdkllj: { R2: tarif['R2_50-250cc,R3'] + card, R4: tarif['mobil_penumpang_bukan_umum,pickup<=2400cc'] + card },
    pnbp: { R2: STNK_R2 + TNKB_R2, R4: STNK_R4 + TNKB_R4 },
    opsenPercent: known.pkb.opsen_pkb_pct,
  };
}
