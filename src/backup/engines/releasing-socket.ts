import { Socket } from 'node:net';
import { release } from './streams.js';

type Done = (error?: Error | null) => void;

/** Gives back the memory of each chunk once the kernel has it: whoever writes to it hands the chunk over. */
export class ReleasingSocket extends Socket {
  override _write(chunk: Buffer, encoding: BufferEncoding, done: Done): void {
    super._write(chunk, encoding, released([chunk], done));
  }

  override _writev(chunks: { chunk: Buffer; encoding: BufferEncoding }[], done: Done): void {
    super._writev!(
      chunks,
      released(
        chunks.map(({ chunk }) => chunk),
        done,
      ),
    );
  }
}

/** After a break the kernel may still be at it. */
function released(chunks: Buffer[], done: Done): Done {
  return (error) => {
    if (!error) chunks.forEach(release);
    done(error);
  };
}
