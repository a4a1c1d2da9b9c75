import type { MigrationInterface, QueryRunner } from 'typeorm';

const FIRST_TIMESTAMP = 1_700_000_000_000;

/** TypeORM orders migrations by a timestamp at the end of their name; ours is made from the number, so that files sort as they run. */
export function migration(number: number, name: string, up: string, down: string): new () => MigrationInterface {
  return class implements MigrationInterface {
    readonly name = `${name}${FIRST_TIMESTAMP + number}`;
    up(runner: QueryRunner) {
      return runner.query(up);
    }
    down(runner: QueryRunner) {
      return runner.query(down);
    }
  };
}
