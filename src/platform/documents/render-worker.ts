import { parentPort, workerData } from 'node:worker_threads';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { RenderAnswer, RenderOrder, WorkerSetup } from './render-messages.js';

const KEEP_CACHED = 2;
const EVICT_EVERY = 20;

/** The Typst compiler in a thread of its own: it is synchronous, and its memory is given back only when the thread ends. */
const { workspace, fontFolders } = workerData as WorkerSetup;
const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontPaths: fontFolders }] });
let rendered = 0;

parentPort?.on('message', (order: RenderOrder) => {
  parentPort?.postMessage(answer(order));
  rendered += 1;
  if (rendered % EVICT_EVERY === 0) compiler.evictCache(KEEP_CACHED);
});

function answer({ id, file, data, createdAt, as }: RenderOrder): RenderAnswer {
  try {
    const compiled = compiler.compile({ mainFilePath: file, inputs: { data: JSON.stringify(data) } });
    const document = compiled.result;
    if (!document) return { id, problem: messages(compiled.takeDiagnostics()?.shortDiagnostics) };
    if (as === 'svg') return { id, made: Buffer.from(compiler.plainSvg(document)) };
    const pdf = compiler.pdf(document, { pdfStandard: 'a-2b', creationTimestamp: Math.floor(createdAt / 1000) });
    return { id, made: new Uint8Array(pdf) };
  } catch (error) {
    return { id, problem: error instanceof Error ? error.message : String(error) };
  }
}

function messages(diagnostics: { message?: string }[] | undefined): string {
  return (diagnostics ?? []).map(({ message }) => message ?? 'unknown problem').join('; ') || 'the template does not compile';
}
