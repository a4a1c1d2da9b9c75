import { Module } from '@nestjs/common';
import { openWebApp, type WebApp } from '../../test/support/web-app.js';
import { BackupModule } from '../backup/index.js';
import { Actor, IssueToken, ROLES, type Role } from '../people/index.js';
import { Db, newId, Tx } from '../platform/index.js';
import { LossesApi } from './losses.controller.js';

@Module({ imports: [BackupModule], controllers: [LossesApi] })
class Losses {}

const AT = '2025-09-01T09:00:00+07:00';
const settlementId = newId();
let web: WebApp;

beforeAll(async () => {
  web = await openWebApp([], {}, [Losses]);
  const [pointId, restoreId] = [newId(), newId()];
  const run = (sql: string, parameters: unknown[]) => web.app.get(Db).run(sql, parameters);
  await web.app.get(Tx).housekeeping('test.settlement', async () => {
    await run(
      `insert into backup.point (id, source_id, state, cause, begun_at) values ($1, 'samsat-katang-db', 'running', 'schedule', $2)`,
      [pointId, AT],
    );
    await run(
      `insert into backup.restore (id, source_id, point_id, target, place, state, phase, begun_at, bytes_total)
       values ($1, 'samsat-katang-db', $2, 'beside', 'x', 'running', 'waiting', $3, 1)`,
      [restoreId, pointId, AT],
    );
    await run(
      `insert into backup.settlement (id, restore_id, source_id, format_id, file_name, sha256, row_count, new_count, first_day, last_day, imported_at, imported_by)
       values ($1, $2, 'samsat-katang-db', 'bank-contoh', 'bank.csv', repeat('0', 64), 1, 1, '2025-09-01', '2025-09-05', $3, 'x')`,
      [settlementId, restoreId, AT],
    );
    await run(
      `insert into backup.payment (settlement_id, source_id, format_id, reference, line, plate, amount, paid_at, finding, state)
       values ($1, 'samsat-katang-db', 'bank-contoh', 'B-1', 2, 'AG 1001 XX', 100000, $2, 'missing', 'open')`,
      [settlementId, AT],
    );
  });
});
afterAll(() => web.close());

async function worklist(id: string, role: Role) {
  const { token } = await web.app.get(IssueToken).run(Actor.terminal(ROLES), { role });
  return web.app.inject({
    url: `/api/v1/settlements/${id}/worklist.csv`,
    headers: { authorization: `Bearer ${token}` },
  });
}

describe('a worklist as CSV', () => {
  it('comes as a table', async () => {
    const { statusCode, headers, body } = await worklist(settlementId, 'recovery-officer');
    expect([statusCode, headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    const [header, row, ...rest] = body.split('\r\n');
    expect([header?.split(',')[1], row?.split(',')[1], rest]).toEqual(['reference', 'B-1', ['']]);
  });

  it('is refused before its first line: of a settlement that is not there, and to who may not', async () => {
    expect(await worklist(newId(), 'recovery-officer')).toMatchObject({ statusCode: 404 });
    expect(await worklist(settlementId, 'complaints-officer')).toMatchObject({ statusCode: 403 });
  });
});
