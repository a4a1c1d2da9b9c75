import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Clock } from '../clock.js';
import { Config } from '../config.js';
import { Documents } from './documents.js';
import { readDrawing } from './picture/drawing.js';
import { pngOf } from './picture/index.js';
import { paint } from './picture/paint.js';
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
    const job = { file: file('good.typ'), data: { name: 'Kras' }, createdAt, as: 'pdf' as const };
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
      queue.render({ file: n === 2 ? bad : good, data: { name: `${n}` }, createdAt, as: 'pdf' }),
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

  it('can be a picture: text, a box and a disc, with smooth edges', async () => {
    const source = `#set page(width: 40pt, height: 30pt, margin: 0pt, fill: rgb("#0b4f4a"))
#place(dx: 10pt, dy: 5pt, rect(width: 20pt, height: 10.5pt, fill: rgb("#ffffff")))
#place(dx: 0pt, dy: 20pt, circle(radius: 4pt, fill: rgb("#ff0000")))`;
    const svg = await queue.render({ file: file('picture.typ', source), data: {}, createdAt, as: 'svg' });
    const drawing = readDrawing(svg.toString());
    const pixels = paint(drawing);
    const at = (x: number, y: number) => [...pixels.subarray((y * 40 + x) * 3, (y * 40 + x) * 3 + 3)];
    expect([drawing.width, drawing.height]).toEqual([40, 30]);
    expect([at(0, 0), at(20, 8), at(4, 24)]).toEqual([
      [11, 79, 74],
      [255, 255, 255],
      [255, 0, 0],
    ]);
    const [edge = 0] = at(20, 15);
    expect(edge).toBeGreaterThan(120);
    expect(edge).toBeLessThan(145);
    const made = await pngOf(svg.toString());
    expect(made.subarray(1, 4).toString()).toBe('PNG');
    expect(made.readUInt32BE(16)).toBe(40);
  });

  it('hold QR codes as SVG', async () => {
    expect(await qrSvg('https://contoh.invalid/periksa')).toMatch(/^<svg [^>]+viewBox="0 0 \d+ \d+"/);
  });
});
