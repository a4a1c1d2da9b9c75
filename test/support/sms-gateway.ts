import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

interface Heard {
  /** Its idempotency key. */
  key: unknown;
  id: string;
  to: string;
  text: string;
}

/** An SMS gateway on loopback that remembers what it was given. */
export class LoopbackGateway {
  /** The status that it answers with. */
  answer = 200;
  readonly heard: Heard[] = [];
  private readonly server = createServer(async (request, response) => {
    const sms = (await json(request)) as Omit<Heard, 'key'>;
    this.heard.push({ key: request.headers['idempotency-key'], ...sms });
    response.writeHead(this.answer, { connection: 'close' }).end('{"id":"1"}');
  });

  static async open(): Promise<LoopbackGateway> {
    const made = new LoopbackGateway();
    await new Promise<void>((ready) => made.server.listen(0, '127.0.0.1', ready));
    return made;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/send`;
  }

  to(number: string): Heard[] {
    return this.heard.filter(({ to }) => to === number);
  }

  close(): Promise<void> {
    return new Promise((done) => void this.server.close(() => done()));
  }
}
