// Kill -9 of the server or of the replay, at random moments of the Kediri story; the end must be that of an undisturbed run.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sinambung, startServer } from '../support/server.mjs';
import { generator } from './random.mjs';
import { storyState } from './story-state.mjs';

const KILLS = 10;

export async function campaign([kills = KILLS, seed = Date.now() % 1_000_000], say) {
  const random = generator(Number(seed));
  say(`seed ${seed}`);
  const calm = await undisturbed(say);
  const disturbed = await withKills(Number(kills), calm.milliseconds, random, say);
  const { lost, twice, differences } = compare(calm.state, disturbed.state, say);
  return {
    kills: disturbed.kills,
    seed: Number(seed),
    verbs: sum(calm.state.ledger),
    lost,
    twice,
    differences,
    wrong: lost + twice + differences,
    seconds: Math.round(disturbed.milliseconds / 1000),
  };
}

async function undisturbed(say) {
  const data = mkdtempSync(path.join(tmpdir(), 'sinambung-calm-'));
  const server = await startServer({ data });
  const begun = performance.now();
  await sinambung({ data }, 'demo', 'kediri');
  const milliseconds = performance.now() - begun;
  const state = await storyState(data);
  await server.stop();
  rmSync(data, { recursive: true, force: true });
  say(`undisturbed: ${sum(state.ledger)} verbs in ${Math.round(milliseconds / 1000)} s`);
  return { state, milliseconds };
}

/** Each kill hits the server or the replay, by chance; both are started again, the replay where it was. */
async function withKills(wanted, calmMilliseconds, random, say) {
  const data = mkdtempSync(path.join(tmpdir(), 'sinambung-kills-'));
  const begun = performance.now();
  let server = await startServer({ data });
  let replay = beginReplay(data, []);
  await replay.begun;
  let kills = 0;
  while (kills < wanted) {
    const over = await Promise.race([replay.over, pause((random() * calmMilliseconds) / wanted)]);
    if (over === 'told') replay = beginReplay(data, ['--continue']);
    kills += 1;
    if (random() < 0.6) {
      await server.kill();
      say(`kill ${kills}: the server, after ${replay.chapters()} chapters`);
      server = await startServer({ data });
    } else {
      await replay.kill();
      say(`kill ${kills}: the replay, after ${replay.chapters()} chapters`);
      replay = beginReplay(data, ['--continue']);
    }
  }
  const end = await replay.over;
  if (end !== 'told') throw new Error(`the replay ended without telling the story: ${end}`);
  const state = await storyState(data);
  await server.stop();
  rmSync(data, { recursive: true, force: true });
  return { state, kills, milliseconds: performance.now() - begun };
}

function beginReplay(data, flags) {
  const told = sinambung({ data }, 'demo', 'kediri', ...flags);
  let chapters = 0;
  let begin;
  const begun = new Promise((resolve) => (begin = resolve));
  told.child.stdout.on('data', (text) => {
    chapters += String(text).match(/^20\d\d-/gm)?.length ?? 0;
    begin();
  });
  told.catch(() => undefined).finally(begin);
  const over = told.then(
    () => 'told',
    (error) => String(error),
  );
  const kill = async () => {
    told.child.kill('SIGKILL');
    await over;
  };
  return { begun, over, kill, chapters: () => chapters };
}

function compare(calm, disturbed, say) {
  let lost = 0;
  let twice = 0;
  for (const verb of new Set([...Object.keys(calm.ledger), ...Object.keys(disturbed.ledger)])) {
    const more = (disturbed.ledger[verb] ?? 0) - (calm.ledger[verb] ?? 0);
    if (more !== 0) say(`${verb}: ${calm.ledger[verb] ?? 0} undisturbed, ${disturbed.ledger[verb] ?? 0} disturbed`);
    if (more < 0) lost -= more;
    else twice += more;
  }
  return {
    lost,
    twice,
    differences: differing(calm.counts, disturbed.counts, say) + differing(calm.content, disturbed.content, say),
  };
}

function differing(calm, disturbed, say) {
  const names = Object.keys({ ...calm, ...disturbed }).filter(
    (name) => JSON.stringify(calm[name]) !== JSON.stringify(disturbed[name]),
  );
  for (const name of names)
    say(`${name}: ${JSON.stringify(calm[name])} undisturbed, ${JSON.stringify(disturbed[name])} disturbed`);
  return names.length;
}

const sum = (counts) => Object.values(counts).reduce((total, n) => total + n, 0);
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds, 'paused'));
