import { type House, openHouse } from '../../../test/support/house.js';
import { type Account, Actor, AddToRoster, CreateAccount, ROLES, type Role, Roster } from '../../people/index.js';
import type { Alarm } from '../types.js';
import { AlarmLetters } from './alarm-letters.js';
import { RaiseAlarm } from './raise-alarm.js';

const SOURCE = 'samsat-katang-db';
const ASK = /Papan pemulihan tidak terbuka bagi akun Anda: hubungi (.*?)\. http:\/\/127\.0\.0\.1:3000\/dasbor$/;

let house: House;
let alarms: Alarm[];
const raise = (what: object) => house.get(RaiseAlarm).run(Actor.system('backup'), what as never);

beforeAll(async () => {
  house = await openHouse();
  alarms = [await raise({ kind: 'backup', sourceId: SOURCE, officeId: 'samsat-katang' }), await raise({ kind: 'keeping' })];
});
afterAll(() => house.close());

/** A place of the roster with an account that holds these roles. */
async function place(functionName: string, roles: Role[]): Promise<Account> {
  const email = `${functionName.toLowerCase().replaceAll(' ', '-')}@contoh.invalid`;
  const account = await house.get(CreateAccount).run(house.as('admin'), { name: functionName, email, roles });
  await house.get(AddToRoster).run(house.as('admin'), { functionName, email });
  return account;
}

async function textTo(alarm: Alarm, functionName: string): Promise<string> {
  const member = (await house.get(Roster).members()).find((one) => one.functionName === functionName)!;
  const call = {
    alarmId: alarm.id,
    memberId: member.id,
    functionName,
    channel: 'email',
    at: alarm.at,
    outcome: 'attempted',
  } as const;
  return (await house.get(AlarmLetters).write(alarm, call)).text;
}

describe('an alarm of a copy or a vault', () => {
  it('sends who may not read the board to the administrator, where no place of the roster may', async () => {
    await place('Petugas aduan', ['complaints-officer']);
    for (const alarm of alarms) expect(ASK.exec(await textTo(alarm, 'Petugas aduan'))?.[1]).toBe('admin Sinambung');
  });

  it.each(ROLES.map((role) => [role]))('leads a place of the role %s where it may go', async (role) => {
    await place(`Petugas ${role}`, [role]);
    const ways = await Promise.all(alarms.map(async (alarm) => (await textTo(alarm, `Petugas ${role}`)).split('/dasbor')[1]));
    expect(ways).toEqual(role === 'complaints-officer' ? ['', ''] : [`/pemulihan/${SOURCE}`, '/pemulihan']);
  });

  it('names to who may not the first place that may', async () => {
    await place('Petugas tanpa peran', []);
    for (const name of ['Petugas aduan', 'Petugas tanpa peran'])
      for (const alarm of alarms) expect(ASK.exec(await textTo(alarm, name))?.[1]).toBe('Petugas admin');
  });

  it('leads a place without an account to the board: who stands there may have one', async () => {
    await house.get(AddToRoster).run(house.as('admin'), { functionName: 'Petugas jaga', email: 'jaga@contoh.invalid' });
    expect(await textTo(alarms[1]!, 'Petugas jaga')).toMatch(/\/dasbor\/pemulihan$/);
  });
});

it('leads everybody to what concerns an office', async () => {
  const alarm = await raise({ kind: 'not-open', officeId: 'samsat-katang' });
  expect(await textTo(alarm, 'Petugas aduan')).toMatch(/loketnya buka http:\/\/127\.0\.0\.1:3000\/dasbor$/);
});
