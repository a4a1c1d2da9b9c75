import type { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { errors } from '../errors.js';
import { compareFacts, differences, type Facts, type Proof } from '../manifest.js';
import type { DatabaseSource } from '../shelf-schema.js';
import { run } from './child.js';
import type { Databases, Loading } from './database-system.js';
import type { Census, Exchange } from './engine.js';
import { mariaArgs, mariaEnv, quotedName, quotedText } from './maria-address.js';
import { EventsOff } from './maria-events-off.js';
import { readMariaFacts } from './maria-facts.js';
import { endMariaSessions, mariaRoom, mariaSize, takeMariaCensus } from './maria-places.js';
import { type Ask, mariaClient, withMaria } from './maria-session.js';
import { inDatabase } from './pg-address.js';
import { checkFits, checkTakes } from './tools.js';

const ASSERTION_LIMIT_S = 300;
const COPY = ['--quick', '--routines', '--triggers', '--events', '--hex-blob', '--no-tablespaces'];

/** Databases of a MariaDB server. It cannot rename one, so a new name is a second copy, compared with the first. */
@Injectable()
export class MariaDatabases implements Databases {
  async ready(server: string): Promise<void> {
    await checkFits('mariadb', await releaseAt(server));
  }

  async checkTakes(server: string, { version = '' }: Record<string, string>): Promise<void> {
    checkTakes(await releaseAt(server), `MariaDB ${version}`);
  }

  async create(server: string, name: string, { charset = 'utf8mb4', collate = '' }: Record<string, string>): Promise<void> {
    await onServer(server, async (ask) => {
      await ask(`drop database if exists ${quotedName(name)}`);
      await ask(`create database ${quotedName(name)} character set ${charset} collate ${collate} comment ${quotedText(name)}`);
    });
  }

  async drop(server: string, name: string): Promise<void> {
    await onServer(server, (ask) => ask(`drop database if exists ${quotedName(name)}`));
  }

  async exists(server: string, name: string): Promise<boolean> {
    return (await this.commentOf(server, name)) !== undefined;
  }

  /** Its comment says how far it came: a draft of `from` is made anew, a whole one is left as it is. */
  async rename(server: string, from: string, to: string): Promise<void> {
    const [found, draft] = [await this.commentOf(server, to), `${from} draf`];
    if (found !== undefined && found !== from && found !== draft) throw errors.nameTaken({ name: to });
    if (found !== from) await this.copy(server, from, to, draft);
    await this.drop(server, from);
  }

  load(url: string): Loading {
    const { process: client, ended } = mariaClient(url);
    client.stdout.resume();
    return { input: client.stdin, ended, stop: () => void client.kill('SIGKILL') };
  }

  onTheWay(): Transform[] {
    return [new EventsOff()];
  }

  async analyze(server: string, name: string): Promise<void> {
    await withMaria(inDatabase(server, name), async (ask) => {
      const tables = await ask(
        `select table_name from information_schema.tables where table_schema = database() and table_type = 'BASE TABLE'`,
      );
      for (const [table = ''] of tables) await ask(`analyze table ${quotedName(table)}`);
    });
  }

  facts(url: string): Promise<Facts> {
    return withMaria(url, readMariaFacts);
  }

  async assertions(url: string, wanted: DatabaseSource['assertions']): Promise<Proof['assertions']> {
    const results: Proof['assertions'] = [];
    for (const { name, sql } of wanted) {
      const answer = withMaria(url, async (ask) => {
        await ask(`set max_statement_time = ${ASSERTION_LIMIT_S}`);
        await ask('start transaction read only');
        // What is prepared is one statement: a second one could end the transaction, and write.
        await ask(`prepare assertion from ${quotedText(sql.replace(/;\s*$/, ''))}`);
        return ask('execute assertion');
      });
      results.push({ name, held: (await answer.catch(() => []))[0]?.[0] === '1' });
    }
    return results;
  }

  size(server: string, name: string): Promise<number> {
    return onServer(server, (ask) => mariaSize(ask, name));
  }

  room(server: string): Promise<number | undefined> {
    return mariaRoom(server);
  }

  census(url: string): Promise<Census> {
    return takeMariaCensus(url);
  }

  /** Two copies, one after the other. The comment of what has the original's name says whether the second one had begun. */
  async exchange(server: string, original: string, { place, kept }: Exchange): Promise<void> {
    const [known, isThere] = [await this.commentOf(server, original), await this.exists(server, place)];
    const hasBegun = known === place || known === `${place} draf`;
    if (!hasBegun && !isThere) throw errors.placeGone({ name: place });
    await endMariaSessions(server, hasBegun ? [place] : [place, original]);
    if (kept && known !== undefined && !hasBegun) await this.rename(server, original, kept);
    await this.rename(server, place, original);
  }

  missingRoles(server: string, names: readonly string[]): Promise<string[]> {
    return onServer(server, async (ask) => {
      const there = await ask(`select if(is_role = 'Y', user, concat(user, '@', host)) from mysql.user`);
      return names.filter((name) => !there.some(([known]) => known === name));
    });
  }

  private async copy(server: string, from: string, to: string, draft: string): Promise<void> {
    const source = inDatabase(server, from);
    const [charset, collate] = await withMaria(source, async (ask) => {
      return (await ask('select @@character_set_database, @@collation_database'))[0] as [string, string];
    });
    await this.create(server, to, { charset, collate });
    await this.comment(server, to, draft);
    const dump = run('mariadb-dump', [...mariaArgs(server), ...COPY, from], mariaEnv(server));
    const load = this.load(inDatabase(server, to));
    await pipeline(dump.process.stdout, load.input).catch(() => undefined);
    await Promise.all([dump.ended, load.ended]);
    const wrong = differences(compareFacts(await this.facts(source), await this.facts(inDatabase(server, to))));
    if (wrong.length > 0) throw errors.childFailed({ tool: 'mariadb-dump', detail: wrong.slice(0, 10).join('; ') });
    await this.comment(server, to, from);
  }

  private async comment(server: string, name: string, text: string): Promise<void> {
    await onServer(server, (ask) => ask(`alter database ${quotedName(name)} comment ${quotedText(text)}`));
  }

  private commentOf(server: string, name: string): Promise<string | undefined> {
    const found = `select schema_comment from information_schema.schemata where schema_name = ${quotedText(name)}`;
    return onServer(server, async (ask) => (await ask(found))[0]?.[0]);
  }
}

/** As `MariaDB 10.11.19`. Throws `source-unreachable`, also for a server that is no MariaDB. */
export function releaseAt(server: string): Promise<string> {
  return onServer(server, async (ask) => {
    const version = (await ask('select version()'))[0]?.[0] ?? '';
    if (!version.includes('MariaDB'))
      throw errors.sourceUnreachable({ source: server.replace(/^.*@/, ''), detail: `not MariaDB: ${version}` });
    return `MariaDB ${/^[\d.]+/.exec(version)?.[0]}`;
  });
}

function onServer<T>(server: string, work: (ask: Ask) => Promise<T>): Promise<T> {
  return withMaria(inDatabase(server, ''), work);
}
