import { Config } from '../../platform/index.js';
import { RoleDuty } from './role-duty.js';
import { queueOf } from './roles.js';

const left: string[] = [];
const begin = (engine: string, roles?: string) => {
  left.length = 0;
  const durable = { leave: (queue: string) => left.push(queue) };
  const duty = new RoleDuty(
    new Config({ SINAMBUNG_BACKUP_ROLES: roles }),
    durable as never,
    { sources: [{ id: 'contoh', engine }] } as never,
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
