import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A link between a client and a server of this machine that can be cut and can fall silent. */
export class TcpProxy {
  connections = 0;
  private readonly open = new Set<Socket>();
  private readonly server: Server;
  private cutEvery?: number;
  private silentAfter = Number.POSITIVE_INFINITY;
  private passed = 0;

  constructor(private readonly target: number) {
    this.server = createServer((near) => this.join(near));
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Each connection breaks after so many bytes in both directions. */
  cutAfter(bytes: number | undefined): void {
    this.cutEvery = bytes;
  }

  /** From so many bytes on nothing is passed any more, and nothing is closed. */
  fallSilentAfter(bytes: number): void {
    this.passed = 0;
    this.silentAfter = bytes;
  }

  async close(): Promise<void> {
    for (const socket of this.open) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private join(near: Socket): void {
    this.connections += 1;
    const far = connect(this.target, '127.0.0.1');
    let passed = 0;
    const pass = (to: Socket) => (bytes: Buffer) => {
      passed += bytes.length;
      this.passed += bytes.length;
      if (this.passed > this.silentAfter) return;
      if (this.cutEvery !== undefined && passed > this.cutEvery) return void [near, far].map((end) => end.destroy());
      to.write(bytes);
    };
    near.on('data', pass(far));
    far.on('data', pass(near));
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.open.add(end);
      end.on('error', () => other.destroy());
      end.on('close', () => this.open.delete(end) && other.destroy());
    }
  }
}
