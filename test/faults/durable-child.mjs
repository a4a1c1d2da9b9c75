// A process to be killed: runs one workflow that writes a ledger entry in each of two steps, and dies where KILL_AT says.
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../../dist/app.module.js';
import { Ledger, SealLedger } from '../../dist/audit/index.js';
import { Config, Durable, Tx } from '../../dist/platform/index.js';

const [url, killAt = 'never'] = process.argv.slice(2);
const app = await NestFactory.createApplicationContext(AppModule.rooms(new Config({ ...process.env, DATABASE_URL: url }), url), {
  logger: false,
});
const [tx, ledger, durable, seal] = [Tx, Ledger, Durable, SealLedger].map((type) => app.get(type, { strict: false }));

const die = (place) => {
  if (place === killAt) process.kill(process.pid, 'SIGKILL');
};
const record = (verb) =>
  tx.change(verb, async () => {
    await ledger.record({ at: new Date(0), verb, actor: 'system:test', subject: { type: 'thing', id: '1' }, detail: {} });
    die(`inside ${verb}`);
  });

let running = '';
// Dies between the application's commit and the engine's own record of the step.
const invoke = tx.invokeTransactionFunction.bind(tx);
tx.invokeTransactionFunction = async (...args) => {
  const result = await invoke(...args);
  die(`between ${running}`);
  return result;
};

durable.workflow('test.two-steps', async () => {
  running = 'test.first';
  await record('test.first');
  die('after test.first');
  await durable.step('outside', async () => {
    die('inside outside');
    await record('test.noted');
    await record('test.noted');
  });
  running = 'test.second';
  await record('test.second');
});
await durable.launch(url);

if (killAt !== 'never') {
  await tx.change('test.begin', async () => {
    await tx.start('test.two-steps', 'only-once');
    await ledger.record({
      at: new Date(0),
      verb: 'test.begin',
      actor: 'system:test',
      subject: { type: 'thing', id: '1' },
      detail: {},
    });
    die('before commit');
  });
  die('after commit');
}
const { DBOS } = await import('@dbos-inc/dbos-sdk');
const started = await DBOS.getWorkflowStatus('only-once');
if (started) await DBOS.getResult('only-once');
if (killAt === 'while sealing') {
  const store = seal.store;
  const append = store.append.bind(store);
  store.append = async (seals) => {
    await append(seals);
    die('while sealing');
  };
}
await seal.run();
await durable.shutdown();
await app.close();
