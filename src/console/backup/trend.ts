const WIDTH = 120;
const HEIGHT = 28;
const EDGE = 3;

export interface Trend {
  /** The corners of a line in a picture of 120 by 28. */
  points: string;
  /** The same in words, for those who do not see it. */
  words: string;
}

/** A line from the oldest to the newest value; nothing for fewer than two. */
export function trendOf(
  values: readonly number[],
  words: (least: number, most: number, last: number) => string,
): Trend | undefined {
  if (values.length < 2) return undefined;
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const x = (index: number) => EDGE + (index * (WIDTH - 2 * EDGE)) / (values.length - 1);
  const y = (value: number) =>
    most === least ? HEIGHT / 2 : HEIGHT - EDGE - ((value - least) * (HEIGHT - 2 * EDGE)) / (most - least);
  const points = values.map((value, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
  return { points, words: words(least, most, values.at(-1)!) };
}
