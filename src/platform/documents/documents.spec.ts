import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Clock } from '../clock.js';
import { Config } from '../config.js';
import { Documents } from './documents.js';
import { qrSvg } from './qr.js';
import { RenderQueue } from './render-queue.js';

const SOURCE = '#let d = json(bytes(sys.inputs.data))\n#set document(title: "Uji", date: auto)\n= Halo #d.name\n';
const createdAt = Date.parse('2025-09-04T09:00:00+07:00');
let workspace: string;
let queue: RenderQueue;
const file = (name: string, source = SOURCE) => {
  const made = path.join(workspace, name);
  writeFileSync(made, source);
  return made;
};

beforeAll(() => {
  workspace = mkdtempSync(path.join(tmpdir(), 'sinambung-documents-'));
  queue = new RenderQueue({ workspace, fontFolders: [] }, 2);
});
afterAll(async () => {
  await queue.close();
  rmSync(workspace, { recursive: true });
});

describe('documents', () => {
  it('are PDF/A-2b with their fonts inside, without encryption, of the same bytes for the same data', async () => {
    const job = { file: file('good.typ'), data: { name: 'Kras' }, createdAt };
    const [first, second] = await Promise.all([queue.render(job), queue.render(job)]);
    const text = first!.toString('latin1');
    expect(text).toMatch(/<pdfaid:part>2<\/pdfaid:part><pdfaid:conformance>B</);
    expect(text).toMatch(/\/OutputIntents?/);
    expect(text).toMatch(/\/FontFile[23]/);
    expect(text).not.toContain('/Encrypt');
    expect(second!.equals(first!)).toBe(true);
  });

  it('go on in a new thread after some, in order, and after one that does not compile', async () => {
    const good = file('good.typ');
    const bad = file('bad.typ', '#let d = json(bytes(sys.inputs.data))\n#d.nothing');
    const jobs = Array.from({ length: 5 }, (_, n) =>
      queue.render({ file: n === 2 ? bad : good, data: { name: `${n}` }, createdAt }),
    );
    const outcomes = await Promise.allSettled(jobs);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect((outcomes[2] as PromiseRejectedResult).reason.message).toContain('bad.typ');
  });

  it('cannot be made from a template that does not exist', async () => {
    const documents = new Documents(new Config({}), new Clock());
    await expect(documents.render('letters/none', {})).rejects.toThrow('there is no template letters/none.typ');
    await documents.onApplicationShutdown();
  });

  it('hold QR codes as SVG', async () => {
    expect(await qrSvg('https://contoh.invalid/periksa')).toMatch(/^<svg [^>]+viewBox="0 0 \d+ \d+"/);
  });
});
