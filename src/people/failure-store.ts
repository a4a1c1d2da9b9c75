import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Db } from '../platform/index.js';
import { AuthSecrets } from './library/auth-secrets.js';
import { FAILURE_WINDOW_MINUTES } from './rules.js';

interface Trier {
  email: string;
  ip: string;
}

/** Failed sign-ins of the last minutes, for every server of this database together. */
@Injectable()
export class FailureStore {
  constructor(
    private readonly db: Db,
    private readonly secrets: AuthSecrets,
  ) {}

  /** Counted behind a lock on the address, so that many tries at once are counted one after another. */
  async count(trier: Trier): Promise<{ forAddress: number; forIp: number }> {
    const { address, ip } = this.keys(trier);
    await this.db.many('select pg_advisory_xact_lock($1)', [address.readInt32BE()]);
    return this.db.one(
      `select count(*) filter (where key = $1) as for_address, count(*) filter (where key = $2) as for_ip
       from people.sign_in_failure where key in ($1, $2) and at > clock_timestamp() - make_interval(mins => $3)`,
      [address, ip, FAILURE_WINDOW_MINUTES],
    );
  }

  async add(trier: Trier): Promise<void> {
    const { address, ip } = this.keys(trier);
    await this.db.run('insert into people.sign_in_failure (key) values ($1), ($2)', [address, ip]);
  }

  /** After a success: the address starts anew. The machine does not, or one known password would buy endless guesses. */
  async clear(trier: Trier): Promise<void> {
    await this.db.run('delete from people.sign_in_failure where key = $1', [this.keys(trier).address]);
    await this.db.run('delete from people.sign_in_failure where at < clock_timestamp() - make_interval(mins => $1)', [
      FAILURE_WINDOW_MINUTES,
    ]);
  }

  private keys({ email, ip }: Trier): { address: Buffer; ip: Buffer } {
    const secret = this.secrets.current();
    const key = (text: string) => createHmac('sha256', secret).update(text).digest();
    return { address: key(`address ${email.toLowerCase()}`), ip: key(`ip ${ip}`) };
  }
}
