import { type House, openHouse, THE_NIGHT } from '../../../test/support/house.js';
import { DUMPED } from '../../../test/support/planted.js';
import { Actor } from '../../people/index.js';
import { Durable, newId, Tx } from '../../platform/index.js';
import { ApproveRestore } from '../approve-restore.js';
import type { Engine, Exchange, Taken } from '../engines/engine.js';
import { Engines } from '../engines/engines.js';
import { errors } from '../errors.js';
import { Moments } from '../moments.js';
import { PointStore } from '../point-store.js';
import { ProvePoint } from '../prove-point.js';
import { RecordProven } from '../records/record-proven.js';
import { RecordTrouble } from '../records/record-trouble.js';
import { RecordVerified } from '../records/record-verified.js';
import { RestorePoint } from '../restore-point.js';
import { Restores } from '../restores.js';
import { Shelf } from '../shelf.js';
import type { Source, VaultEntry } from '../shelf-schema.js';
import { Sources } from '../sources.js';
import { SwitchRestore } from '../switching/switch-restore.js';
import { TakeBackup } from '../take-backup.js';
import type { Vault } from '../vaults/vault.js';

const SOURCE = 'samsat-katang-db';
const trouble = { code: 'backup.vault-unreachable', detail: 'x' };

let house: House;
let engine: Partial<Engine>;
let places: Set<string>;
const system = Actor.system('backup');
const officer = (person: string) => house.as('recovery-officer', person);
const taken = (pointId: string): Taken => ({
  bytes: 5,
  rawBytes: 9,
  sha256: DUMPED.content.sha256,
  manifest: { ...DUMPED, pointId },
});

/** A source of which nothing is asked but what a workflow does with it. */
function plain(): Partial<Engine> {
  return {
    kind: 'dump',
    ready: async () => undefined,
    take: async (_, pointId) => taken(pointId),
    replicate: async () => undefined,
    verify: async () => undefined,
    restore: async (_, _vault, { name }) => void places.add(name),
    examine: async () => ({ facts: { tables: [], shape: {} }, assertions: [] }),
    discard: async ({ name }) => void places.delete(name),
    exists: async ({ name }) => places.has(name),
    placeName: (_, purpose, id) => `${purpose}-${id}`,
    originalName: () => 'asli',
    keptName: (_, ending) => `asli${ending}`,
    originalExists: async () => true,
    exchange: async (_, { place, kept }: Exchange) => {
      places.delete(place);
      if (kept) places.add(kept);
    },
  };
}

async function take(): Promise<string> {
  const { id } = await house.get(TakeBackup).run(officer('person-one'), { sourceId: SOURCE });
  await house.settle();
  return id;
}

async function inPlace(more: object = {}): Promise<string> {
  const wish = { sourceId: SOURCE, target: 'in-place' as const, reason: 'data rusak', ...more };
  const { id } = await house.get(RestorePoint).run(officer('person-one'), wish);
  await house.get(ApproveRestore).run(officer('person-two'), { restoreId: id });
  await house.settle();
  return id;
}

beforeAll(async () => {
  house = await openHouse();
  (house.get(Shelf).vaults as VaultEntry[]).push({ id: 'arsip', kind: 'folder', path: 'vaults/arsip' } as VaultEntry);
  places = new Set(['asli']);
  house.get(Engines).of = () => ({ ...plain(), ...engine }) as Engine;
});
beforeEach(() => {
  engine = {};
});
afterAll(() => house.close());

describe('a backup', () => {
  it('goes to the vaults that the shelf named when it was copied, whatever the shelf says when it is begun again', async () => {
    const source = house.get(Shelf).source(SOURCE);
    source.vaults = ['lokal', 'arsip'];
    engine.take = async (_, pointId) => {
      source.vaults = ['lokal'];
      return taken(pointId);
    };
    const id = await take();
    expect((await house.get(PointStore).copies(id)).map(({ vaultId, state }) => [vaultId, state])).toEqual([
      ['arsip', 'verified'],
      ['lokal', 'verified'],
    ]);
  });
});

describe('a backup that an earlier version began, which noted less', () => {
  it('goes on to the other vaults that the shelf names, by the same steps as there', async () => {
    (house.get(Shelf).vaults as VaultEntry[]).push({ id: 'jauh', kind: 'folder', path: 'vaults/jauh' } as VaultEntry);
    house.get(Shelf).source(SOURCE).vaults = ['jauh', 'lokal', 'arsip'];
    engine.take = async (_, pointId, vault) => {
      if (vault.id === 'jauh') throw errors.vaultUnreachable({ vault: 'jauh' });
      return taken(pointId);
    };
    const steps: string[] = [];
    const step = jest.spyOn(house.get(Durable), 'step').mockImplementation(async (name, work) => {
      steps.push(name);
      const made = (await work()) as { value?: { others?: string[] } };
      if (name === 'copy') delete made.value?.others;
      return made as never;
    });
    const id = await take().finally(() => step.mockRestore());
    expect(steps.filter((name) => /^(copy|carry)/.test(name))).toEqual(['copy', 'carry to arsip']);
    const copies = await house.get(PointStore).copies(id);
    expect(copies.map(({ vaultId, state }) => [vaultId, state])).toContainEqual(['arsip', 'verified']);
    house.get(Shelf).source(SOURCE).vaults = ['lokal'];
  });
});

describe('a restore in place', () => {
  it('tells where its names could not even begin to change', async () => {
    engine.exists = async () => false;
    const restore = await house.get(Restores).get(await inPlace());
    expect(restore).toMatchObject({ state: 'done', nextWay: 'forth' });
    expect(restore.lastSwitch).toMatchObject({ state: 'failed', trouble: { code: 'backup.place-gone' } });
  });

  it('keeps the original where one person alone changes the names later, though two agreed that it goes', async () => {
    engine.exchange = async () => {
      throw errors.sessionsRemain({ detail: '1' });
    };
    const id = await inPlace({ dropsOriginal: true });
    expect((await house.get(Restores).get(id)).lastSwitch).toMatchObject({ state: 'failed' });
    engine = {};
    await house.get(SwitchRestore).run(officer('person-one'), { restoreId: id });
    await house.settle();
    const { lastSwitch, nextWay } = await house.get(Restores).get(id);
    expect([lastSwitch, nextWay]).toMatchObject([{ state: 'done', dropsKept: false }, 'back']);
    expect(places).toContain(lastSwitch!.kept);
  });

  it('drops the original at once where two people agreed to it', async () => {
    const { lastSwitch } = await house.get(Restores).get(await inPlace({ dropsOriginal: true }));
    expect(lastSwitch).toMatchObject({ state: 'done', dropsKept: true });
    expect(places).not.toContain(lastSwitch!.kept);
  });

  it('is not begun by the person who asked, whatever door she comes through', async () => {
    const wish = { sourceId: SOURCE, target: 'in-place' as const, reason: 'data rusak' };
    for (const again of [() => officer('person-one'), () => Actor.terminal(['recovery-officer'])]) {
      const { id } = await house.get(RestorePoint).run(again(), wish);
      const approved = house.get(ApproveRestore).run(again(), { restoreId: id });
      await expect(approved).rejects.toMatchObject({ code: 'backup.same-person' });
    }
  });

  it('tells with its proof that rights could not be given, when even the copy is not to be had', async () => {
    const sources = house.get(Shelf).sources as Source[];
    const all = [...sources];
    engine.examine = async () => {
      sources.splice(0);
      return { facts: { tables: [], shape: {} }, assertions: [] };
    };
    const { id } = await house.get(RestorePoint).run(officer('person-one'), { sourceId: SOURCE });
    await house.settle().finally(() => sources.push(...all));
    expect((await house.get(Restores).get(id)).proof?.rights).toMatchObject({
      lacking: 1,
      first: [{ reason: expect.stringContaining('backup.no-such-source') }],
    });
  });
});

describe('what a restore would bring back', () => {
  it('stands, however many copies have failed since', async () => {
    await take();
    const begun = {
      sourceId: SOURCE,
      state: 'running',
      cause: 'schedule',
      begunAt: new Date(THE_NIGHT.getTime() + 1000),
    } as const;
    await house.get(Tx).housekeeping('test.plant', async () => {
      for (let n = 0; n < 200; n++) {
        const point = { ...begun, id: newId() };
        await house.get(PointStore).add(point);
        await house.get(PointStore).save({ ...point, state: 'failed', failedAt: begun.begunAt, trouble });
      }
    });
    const stands = { state: 'verified' };
    await expect(house.get(Restores).preview(SOURCE)).resolves.toMatchObject({ point: stands });
    await expect(house.get(Sources).get(SOURCE)).resolves.toMatchObject({ lastStored: stands });
    await expect(house.get(Moments).pointFor(SOURCE, THE_NIGHT)).rejects.toMatchObject({ code: 'backup.cannot-go-back' });
  });

  it('is never a point of another source', async () => {
    const pointId = await take();
    await expect(house.get(Restores).preview('sinambung-db', { pointId })).rejects.toMatchObject({
      code: 'backup.no-such-point',
    });
  });
});

describe('a point that was removed meanwhile', () => {
  it('gets no verdict any more', async () => {
    const pointId = newId();
    const begun = { id: pointId, sourceId: SOURCE, state: 'running' as const, cause: 'schedule' as const, begunAt: THE_NIGHT };
    const whole = {
      state: 'verified' as const,
      takenAt: THE_NIGHT,
      storedAt: THE_NIGHT,
      verifiedAt: THE_NIGHT,
      removedAt: THE_NIGHT,
    };
    await house.get(Tx).housekeeping('test.plant', async () => {
      await house.get(PointStore).add(begun);
      await house.get(PointStore).save({ ...begun, ...whole, ...taken(pointId) });
    });
    const before = await house.get(PointStore).get(pointId);
    house.clock.set(new Date(THE_NIGHT.getTime() + 1000));
    const proof = { tables: [], shape: [], assertions: [], seconds: 1 };
    await house.get(RecordVerified).run(system, { pointId, found: [{ vaultId: 'lokal', trouble }] });
    await house.get(RecordTrouble).run(system, { pointId, trouble: { code: 'backup.damaged', detail: 'x' } });
    await house.get(RecordProven).run(system, { pointId, proof });
    expect(await house.get(PointStore).get(pointId)).toEqual(before);
    expect(await house.get(PointStore).copies(pointId)).toEqual([]);
    expect(await house.troubles()).toEqual([]);
  });
});

describe('a copy that is bad while another one is whole', () => {
  const inTwoVaults = async () => {
    house.get(Shelf).source(SOURCE).vaults = ['lokal', 'arsip'];
    return take();
  };
  const copies = async (id: string) => (await house.get(PointStore).copies(id)).map(({ vaultId, state }) => [vaultId, state]);
  const bad = async (_: unknown, vault: Vault) => {
    if (vault.id === 'lokal') throw errors.damaged({ detail: 'x' });
  };
  const prove = async (pointId: string) => {
    await house.get(ProvePoint).run(officer('person-one'), { pointId });
    await house.settle();
    return house.get(PointStore).get(pointId);
  };
  afterAll(() => {
    house.get(Shelf).source(SOURCE).vaults = ['lokal'];
  });

  it('does not condemn the point: it is proven by the other one, and every copy is read back', async () => {
    const id = await inTwoVaults();
    engine = { verify: bad, restore: bad };
    expect(await prove(id)).toMatchObject({ state: 'proven' });
    expect(await copies(id)).toEqual([
      ['arsip', 'verified'],
      ['lokal', 'failed'],
    ]);
  });

  it('does not condemn the point where the other one cannot be reached', async () => {
    const id = await inTwoVaults();
    const restore = async (_: unknown, vault: Vault) => {
      await bad(_, vault);
      throw errors.vaultUnreachable({ vault: vault.id, detail: 'x' });
    };
    engine = { verify: restore, restore };
    expect(await prove(id)).toMatchObject({ state: 'verified', trouble: expect.anything() });
    expect(await copies(id)).toEqual([
      ['arsip', 'stored'],
      ['lokal', 'failed'],
    ]);
  });

  it('condemns it with all the others', async () => {
    const id = await inTwoVaults();
    engine.restore = async () => {
      throw errors.damaged({ detail: 'x' });
    };
    expect(await prove(id)).toMatchObject({ state: 'failed', trouble: { code: 'backup.damaged' } });
  });

  it('does not keep a restore from what the other one holds', async () => {
    const pointId = await inTwoVaults();
    engine = {
      ...engine,
      restore: async (manifest, vault, place) => bad(manifest, vault).then(() => void places.add(place.name)),
    };
    const { id } = await house.get(RestorePoint).run(officer('person-one'), { sourceId: SOURCE, pointId });
    await house.settle();
    expect(await house.get(Restores).get(id)).toMatchObject({ state: 'done' });
  });
});
