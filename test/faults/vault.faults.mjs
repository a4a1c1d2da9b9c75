// What a vault and a killed server may do to copies: whatever was changed is found, and nothing lies about itself.
//   npm run -s faults -- vault [CHANGES] [KILLS] [SEED]
import { generator } from './random.mjs';
import { changing } from './vault-changes.mjs';
import { killing } from './vault-kills.mjs';

export async function campaign([changes = 2_000, kills = 100, seed = Date.now() % 1_000_000], say) {
  const random = generator(Number(seed));
  say(`seed ${seed}`);
  const changed = Number(changes) > 0 ? await changing(Number(changes), random, say) : undefined;
  const killed = Number(kills) > 0 ? await killing(Number(kills), random, say) : undefined;
  const wrong = (changed?.missed ?? 0) + (changed?.falseAlarms ?? 0) + (killed?.lies ?? 0);
  return { seed: Number(seed), changed, killed, wrong };
}
