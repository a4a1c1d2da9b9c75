import type { UploadedFile } from '../../web/index.js';

/** What stands in the uploaded files, one after the other. */
export async function textOf(files: UploadedFile[]): Promise<string> {
  const texts: string[] = [];
  for (const { content } of files) {
    const chunks: Buffer[] = [];
    for await (const chunk of content) chunks.push(Buffer.from(chunk));
    texts.push(Buffer.concat(chunks).toString('utf8'));
  }
  return texts.join('\n');
}
