const encodings = ['br', 'gzip', 'identity'] as const;
export type Encoding = (typeof encodings)[number];

/**
 * The encoding to send by RFC 9110, 12.5.3: the one that is wanted most, the smaller one where several are wanted alike; one of
 * weight 0 is refused. Identity goes when nothing else fits, and also when everything is refused: better that than nothing.
 */
export function encodingFor(accept: string | undefined): Encoding {
  const weights = new Map((accept ?? '').split(',').map(read));
  const weightOf = (encoding: Encoding) =>
    weights.get(encoding) ?? (encoding === 'identity' ? Number.MIN_VALUE : (weights.get('*') ?? 0));
  const [best = 'identity'] = [...encodings].sort((a, b) => weightOf(b) - weightOf(a));
  return weightOf(best) > 0 ? best : 'identity';
}

/** `br;q=0.5`; one without a weight that can be read has weight 1. */
function read(part: string): [string, number] {
  const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  const value = weight === undefined ? 1 : Number(weight);
  return [name === 'x-gzip' ? 'gzip' : name, Number.isNaN(value) ? 1 : Math.min(Math.max(value, 0), 1)];
}
