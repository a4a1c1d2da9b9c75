interface Dependent {
  id: string;
  after: readonly string[];
}

/** In order of dependency, else as given; only what is among them counts. Those in a circle come last. */
export function inOrder<T extends Dependent>(sources: readonly T[]): T[] {
  const left = [...sources];
  const ordered: T[] = [];
  const isFree = ({ after }: T) => !after.some((id) => left.some((other) => other.id === id));
  for (let next = left.findIndex(isFree); next >= 0; next = left.findIndex(isFree)) ordered.push(...left.splice(next, 1));
  return [...ordered, ...left];
}

/** What is wrong with what sources come after, by source. */
export function wrongOrder(sources: readonly Dependent[]): { id: string; message: string }[] {
  const unknown = sources.flatMap(({ id, after }) =>
    after
      .filter((other) => !sources.some((source) => source.id === other))
      .map((other) => ({ id, message: `after: ${other} is not a source` })),
  );
  const circles = sources
    .map((source) => ({ id: source.id, way: wayBack(source, sources) }))
    .filter(({ way }) => way !== undefined)
    .map(({ id, way }) => ({ id, message: `after: a circle: ${way!.join(' → ')}` }));
  return [...unknown, ...circles];
}

/** The way from a source through what it comes after to itself, where there is one. */
function wayBack(source: Dependent, sources: readonly Dependent[]): string[] | undefined {
  const seen = new Set<string>();
  const ways = source.after.map((id) => [source.id, id]);
  for (let way = ways.shift(); way; way = ways.shift()) {
    const last = way.at(-1)!;
    if (last === source.id) return way;
    if (seen.has(last)) continue;
    seen.add(last);
    const next = sources.find(({ id }) => id === last)?.after ?? [];
    ways.push(...next.map((id) => [...(way as string[]), id]));
  }
  return undefined;
}
