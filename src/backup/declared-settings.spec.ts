import { Config } from '../platform/index.js';
import { DeclaredSettings } from './declared-settings.js';
import { Credentials } from './vaults/credentials.js';

const VAULTS = [
  { id: 'lokal', kind: 'folder' },
  { id: 'gudang', kind: 's3', settings: 'GUDANG' },
];
const SHELF = {
  sources: [
    { id: 'a', connection: { setting: 'A_URL', restore: 'A_RESTORE_URL', demonstration: 'a' } },
    { id: 'b', connection: { setting: 'B_URL' } },
    { id: 'same', connection: { setting: 'B_URL' } },
    { id: 'own', connection: { own: true } },
    { id: 'scans', folder: { setting: 'SCANS' } },
    { id: 'server', cluster: { setting: 'S_URL', data: 'S_DATA', work: 'S_WORK' } },
  ],
  vaultsInUse: ['lokal', 'gudang'],
  vault: (id: string) => VAULTS.find((vault) => vault.id === id),
};

function missing(kind: string, environment: NodeJS.ProcessEnv = {}) {
  const config = new Config(environment);
  const declared = new DeclaredSettings(SHELF as never, config, { kind } as never, new Credentials(config));
  return Object.fromEntries(declared.missing().map(({ setting, neededBy }) => [setting, neededBy]));
}

const OF_VAULT = { GUDANG_ENDPOINT: ['gudang'], GUDANG_ACCESS_KEY: ['gudang'], GUDANG_SECRET_KEY: ['gudang'] };
const OF_SERVER = { S_URL: ['server'], S_DATA: ['server'], S_WORK: ['server'] };

it('names each setting that is not set once, with all who need it', () => {
  expect(missing('production')).toEqual({ A_URL: ['a'], B_URL: ['b', 'same'], SCANS: ['scans'], ...OF_SERVER, ...OF_VAULT });
});

it('needs no address of what a demonstration brings along, and none that is set', () => {
  const environment = { B_URL: 'postgresql://b', SCANS: '/srv/scans', S_URL: 'x', S_DATA: 'x', S_WORK: 'x' };
  expect(missing('demonstration', environment)).toEqual(OF_VAULT);
});

it('needs the secret key of a role that has an access key of its own', () => {
  const given = { GUDANG_ENDPOINT: 'https://s3', GUDANG_ACCESS_KEY: 'a', GUDANG_SECRET_KEY: 'b', GUDANG_PRUNER_ACCESS_KEY: 'c' };
  expect(missing('production', given)).toMatchObject({ GUDANG_PRUNER_SECRET_KEY: ['gudang'] });
});
