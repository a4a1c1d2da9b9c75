import { type House, openHouse } from '../../../test/support/house.js';
import { Tx } from '../index.js';

describe('the database', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());
  const say = (number: number) => house.db.one<{ number: number }>('select $1::int as number', [number]);

  it('takes several statements that a transaction asks for at once one after the other', async () => {
    const warnings: string[] = [];
    const listen = (warning: Error) => warnings.push(warning.message);
    process.on('warning', listen);
    const answers = await house.get(Tx).housekeeping('test.together', () => Promise.all([say(1), say(2), say(3)]));
    await new Promise(setImmediate);
    process.off('warning', listen);
    expect(answers.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(warnings).toEqual([]);
  });

  it('goes on to the next statement when one is refused', async () => {
    const refused = house.get(Tx).housekeeping('test.refused', async () => {
      await house.db.run('savepoint before');
      const [first] = await Promise.allSettled([house.db.one('select 1 / 0'), house.db.run('rollback to savepoint before')]);
      return { first, next: await say(4) };
    });
    expect(await refused).toMatchObject({ first: { status: 'rejected' }, next: { number: 4 } });
  });

  it('copies in lines of any number and length, or none of them', async () => {
    const lengths = [1, 70_000, ...Array.from({ length: 2000 }, (_, n) => n % 90), 65_536];
    const copied = (faulty: boolean) =>
      house.get(Tx).housekeeping('test.copied', async () => {
        await house.db.run('create temporary table incoming (n integer, word text) on commit drop');
        await house.db.copyIn('incoming (n, word)', lines(lengths, faulty));
        return house.db.one('select count(*) as count, sum(length(word)) as characters, max(n) as last from incoming');
      });
    const characters = lengths.reduce((all, length) => all + length, 0);
    expect(await copied(false)).toEqual({ count: lengths.length, characters, last: lengths.length - 1 });
    await expect(copied(true)).rejects.toThrow('torn off');
    expect(await copied(false)).toMatchObject({ count: lengths.length });
  });
});

async function* lines(lengths: number[], faulty: boolean): AsyncGenerator<string> {
  for (const [n, length] of lengths.entries()) yield `${n}\t${'x'.repeat(length)}\n`;
  if (faulty) throw new Error('torn off');
}
