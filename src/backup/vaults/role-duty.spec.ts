import { Config } from '../../platform/index.js';
import { Credentials } from './credentials.js';
import { RoleDuty } from './role-duty.js';
import { queueOf } from './roles.js';

const VAULTS = [
  { id: 'gudang', kind: 's3', settings: 'GUDANG' },
  { id: 'lain', kind: 's3', settings: 'LAIN' },
];
const left: string[] = [];
const begin = (engine: string, roles?: string, settings: NodeJS.ProcessEnv = {}) => {
  left.length = 0;
  const config = new Config({ SINAMBUNG_BACKUP_ROLES: roles, ...settings });
  const durable = { leave: (queue: string) => left.push(queue) };
  const duty = new RoleDuty(
    config,
    durable as never,
    { sources: [{ id: 'contoh', engine, vaults: ['gudang', 'lain'] }], vaults: VAULTS } as never,
    new Credentials(config),
  );
  duty.onModuleInit();
  return left;
};

it('leaves the work of other roles to servers that have them', () => {
  expect(begin('restic', 'writer')).toEqual([queueOf('prover'), queueOf('pruner')]);
  expect(begin('pgbackrest')).toEqual([]);
});

it.each(['writer', 'prover,pruner'])('does not start as %s alone where a whole server is protected', (roles) => {
  expect(() => begin('pgbackrest', roles)).toThrow(
    expect.objectContaining({ code: 'backup.roles-together', context: expect.objectContaining({ source: 'contoh' }) }),
  );
});

describe('where the writer of the first vault has a key that need not be able to delete', () => {
  const settings = { GUDANG_ACCESS_KEY: 'penulis', GUDANG_PRUNER_ACCESS_KEY: 'pemangkas' };

  it('does not start with a whole server, and names the setting', () => {
    const context = expect.objectContaining({ source: 'contoh', vault: 'gudang', setting: 'GUDANG_PRUNER_ACCESS_KEY' });
    expect(() => begin('pgbackrest', undefined, settings)).toThrow(
      expect.objectContaining({ code: 'backup.keys-together', context }),
    );
  });

  it.each([
    ['another engine', 'restic', settings],
    ['the same key twice', 'pgbackrest', { ...settings, GUDANG_PRUNER_ACCESS_KEY: 'penulis' }],
    ['a prover with a key of its own', 'pgbackrest', { GUDANG_ACCESS_KEY: 'penulis', GUDANG_PROVER_ACCESS_KEY: 'pembukti' }],
    ['a second vault, which pgBackRest does not write to', 'pgbackrest', { LAIN_ACCESS_KEY: 'a', LAIN_PRUNER_ACCESS_KEY: 'b' }],
  ])('starts with %s', (_, engine, given) => {
    expect(begin(engine, undefined, given)).toEqual([]);
  });
});
