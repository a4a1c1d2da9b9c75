import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { errors } from '../errors.js';
import { childEnvironment } from './child-environment.js';

const TAIL = 2_000;

export interface Child {
  process: ChildProcessWithoutNullStreams;
  /** Resolves when it ended well; throws `child-failed` with the end of what it said, or `tool-missing`. */
  ended: Promise<void>;
}

/** Runs a program, in the folder `cwd`, with `env` and little else of ours; its success is its exit code, whatever it wrote before. */
export function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv, cwd?: string): Child {
  const child = spawn(program, args, { cwd, env: childEnvironment(env), stdio: 'pipe' });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-TAIL);
  });
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'ENOENT'
          ? errors.toolMissing({ tool: program })
          : errors.childFailed({ tool: program, detail: error.message }),
      ),
    );
    child.once('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(errors.childFailed({ tool: program, detail: said.trim() || `${signal ?? `exit code ${code}`}`, code, signal }));
    });
  });
  // Whoever waits for it sees the error; until then it must not end this process.
  ended.catch(() => undefined);
  child.stdin.on('error', () => undefined);
  return { process: child, ended };
}

/** What a program writes, whole. */
export async function output(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const child = run(program, args, env);
  child.process.stdin.end();
  let text = '';
  child.process.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  await child.ended;
  return text;
}
