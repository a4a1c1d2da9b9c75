import type { Point, Restore } from '../types.js';
import { levelOf, type Ranked, serviceStandings, sizes, systemStanding, timings, worstFirst } from './board-rules.js';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 22, hour));

describe('how badly a source stands', () => {
  it.each([
    [[], 'green'],
    [['backup-overdue'], 'amber'],
    [['shrunk', 'never-proven'], 'red'],
    [['never-stored'], 'red'],
  ] as const)('%j is %s', (alarms, level) => expect(levelOf(alarms)).toBe(level));

  it('is red where no copy of the newest data is whole', () => {
    expect([levelOf(['damaged']), levelOf(['damaged'], true)]).toEqual(['amber', 'red']);
  });

  it('comes first where it is worst', () => {
    const judged = (level: Ranked['level'], ...alarms: Ranked['alarms']) => ({ level, alarms });
    const fine = judged('green');
    const late = judged('amber', 'backup-overdue');
    const later = judged('amber', 'backup-overdue', 'rpo-missed');
    const naked = judged('red', 'never-stored');
    expect(worstFirst([fine, late, naked, later])).toEqual([naked, later, late, fine]);
  });
});

describe('a service', () => {
  const judged: Record<string, Ranked> = {
    calm: { level: 'green', alarms: [] },
    late: { level: 'amber', alarms: ['proof-overdue'] },
    naked: { level: 'red', alarms: ['never-proven'] },
  };
  const system = (id: string, services: string[], sources: string[]) =>
    systemStanding({ id, name: id, services, sources }, (source) => judged[source]!);

  it('is as safe as the worst system that it needs, and one that no source copies is red', () => {
    const systems = [
      system('tax', ['pkb', 'bbnkb'], ['calm']),
      system('till', ['pkb'], ['late', 'calm']),
      system('print', ['ktp'], []),
      system('photo', ['sim'], ['calm', 'naked']),
    ];
    expect(serviceStandings(systems).map(({ serviceId, level }) => `${serviceId} ${level}`)).toEqual([
      'ktp red',
      'sim red',
      'pkb amber',
      'bbnkb green',
    ]);
    expect(systems.map(({ reasons }) => reasons)).toEqual([[], ['proof-overdue'], ['unprotected'], ['never-proven']]);
  });
});

describe('what was measured', () => {
  it('is the last ten proofs and restores, oldest first', () => {
    const points = Array.from({ length: 12 }, (_, back) => ({ provenAt: at(12 - back), proveSeconds: 12 - back }) as Point);
    const restores = [
      { state: 'done', begunAt: at(13), seconds: 99 },
      { state: 'failed', begunAt: at(14), seconds: 1 },
    ] as Restore[];
    expect(timings(points, restores).map(({ seconds }) => seconds)).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12, 99]);
  });

  it('is the size of whole copies alone', () => {
    const sized = (hour: number, state: Point['state'], rawBytes?: number) => ({ begunAt: at(hour), state, rawBytes }) as Point;
    const points = [sized(9, 'running'), sized(8, 'verified', 8), sized(7, 'failed', 7), sized(6, 'proven', 6)];
    expect(sizes(points).map(({ rawBytes }) => rawBytes)).toEqual([6, 8]);
  });
});
