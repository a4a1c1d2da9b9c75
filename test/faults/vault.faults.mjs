// What a vault and a killed server may do to copies: whatever was changed is found, and nothing lies about itself.
import { generator } from './random.mjs';
import { killing } from './vault-kills.mjs';

export async function campaign([kills = 100, seed = Date.now() % 1_000_000], say) {
  const random = generator(Number(seed));
  say(`seed ${seed}`);
  const killed = await killing(Number(kills), random, say);
  return { seed: Number(seed), ...killed, wrong: killed.lies };
}
