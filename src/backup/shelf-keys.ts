import type { z } from 'zod';

const FAR = 3;

/** What is known at each place of a file, learned while it is checked: an error says then what was meant. */
export class KnownKeys {
  private readonly at = new Map<string, string[]>();

  /** To be handed to the check as its error map; leaves the words of errors as they are. */
  readonly learn: z.core.$ZodErrorMap = ({ code, path, inst }) => {
    const shape = (inst?._zod.def as { shape?: object } | undefined)?.shape;
    if (code === 'unrecognized_keys' && shape) this.at.set(placeOf(path), Object.keys(shape));
    return undefined;
  };

  /** Where one is near enough to have been meant, that one. */
  meant(path: PropertyKey[], key: string): string | undefined {
    return nearest(key, this.at.get(placeOf(path)) ?? []);
  }

  /** `; did you mean retention?`, or all that is known there. */
  help(path: PropertyKey[], key: string): string {
    return helpFor(key, this.at.get(placeOf(path)) ?? []);
  }
}

/** What to write instead of `word` where only these are known. */
export function helpFor(word: string, known: readonly string[]): string {
  const meant = nearest(word, known);
  if (meant) return `; did you mean ${meant}?`;
  return known.length > 0 ? `; accepted here: ${known.join(', ')}` : '';
}

/** The known word that differs least, if at most in a third of its letters. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const [best] = known.map((one) => ({ one, steps: steps(word, one) })).sort((a, b) => a.steps - b.steps);
  return best && best.steps < FAR && best.steps * FAR <= best.one.length ? best.one : undefined;
}

/** How many letters must be put in, taken out or changed. */
function steps(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [row, letter] of [...from].entries()) {
    const here = [row + 1];
    for (let column = 1; column <= to.length; column++) {
      const changed = above[column - 1]! + Number(letter !== to[column - 1]);
      here.push(Math.min(changed, above[column]! + 1, here[column - 1]! + 1));
    }
    above = here;
  }
  return above[to.length]!;
}

function placeOf(path: PropertyKey[] = []): string {
  return path.join('.');
}
