import { Readable } from 'node:stream';
import {
  BadRequestException,
  Injectable,
  type OnModuleInit,
  PayloadTooLargeException,
  UnsupportedMediaTypeException,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const MULTIPART = 'multipart/form-data';
const LARGEST = 32 * 1024 * 1024;
const GIGABYTE = 1024 ** 3;
/** Bodies that are handed on as the stream that they are: a CSV of any size is read in constant memory. */
const STREAMED = { [MULTIPART]: 2 * LARGEST, 'text/csv': GIGABYTE };

export interface UploadedFile {
  name: string;
  content: Readable;
}

/** Lets forms and programs send files. What comes is read only when a route asks for it, after the guards: a stranger's upload is never held. */
@Injectable()
export class Uploads implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    const server = this.host.httpAdapter?.getInstance<FastifyInstance>();
    if (server?.hasContentTypeParser === undefined) return;
    for (const [type, bodyLimit] of Object.entries(STREAMED))
      if (!server.hasContentTypeParser(type))
        server.addContentTypeParser(type, { bodyLimit }, (_request, payload, done) => done(null, payload));
  }

  /** The files of a form's field, up to 32 MiB in all; a field that was left empty has none. */
  async files(request: FastifyRequest, field: string): Promise<UploadedFile[]> {
    return (await this.form(request, field)).files;
  }

  /** The same, with the other fields of the form that hold something. */
  async form(request: FastifyRequest, field: string): Promise<{ files: UploadedFile[]; fields: Record<string, string> }> {
    const type = request.headers['content-type'] ?? '';
    if (!(request.body instanceof Readable) || !type.startsWith(MULTIPART))
      throw new UnsupportedMediaTypeException('send the files as multipart/form-data');
    const form = await formOf(type, await whole(request.body));
    const files = form
      .getAll(field)
      .filter((value) => typeof value !== 'string')
      .filter(({ name, size }) => name !== '' || size > 0)
      .map((file) => ({ name: file.name.split(/[\\/]/).at(-1) ?? '', content: Readable.fromWeb(file.stream() as never) }));
    const words = [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1].trim() !== '');
    return { files, fields: Object.fromEntries(words) };
  }
}

async function whole(stream: Readable): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST) throw new PayloadTooLargeException('the files are larger than 32 MiB: use the command at the server');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function formOf(type: string, body: Buffer<ArrayBuffer>): Promise<FormData> {
  try {
    return await new Response(body, { headers: { 'content-type': type } }).formData();
  } catch {
    throw new BadRequestException('the form is not whole');
  }
}
