import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const SUPERVISOR = fileURLToPath(new URL('../dist/supervisor.mjs', import.meta.url));

/** A supervisor that was started as `npm start` does it. */
export interface RunningServer {
  process: ChildProcess;
  output(): string;
  /** Exit code once it ended. */
  ended: Promise<number | null>;
  /** Resolves when this was printed; rejects with everything printed when it ends before. */
  printed(pattern: RegExp): Promise<void>;
  /** Process numbers of its children by the name of their bundle: `gateway.mjs`. */
  children(): Map<string, number[]>;
}

export function runServer(env: Record<string, string>): RunningServer {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [SUPERVISOR], {
    env: { PATH, HOME, NODE_ENV: 'production', ...env } as NodeJS.ProcessEnv,
    // The channel through which it notices that whoever started it is gone.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (text += String(chunk)));
  let over = false;
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => {
      over = true;
      resolve(code);
    });
  });
  return {
    process: child,
    output: () => text,
    ended,
    async printed(pattern) {
      const deadline = performance.now() + 60_000;
      while (!pattern.test(text)) {
        if (over || performance.now() > deadline) throw new Error(`${pattern} was not printed:\n${text}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    children: () => childrenOf(child.pid ?? 0),
  };
}

/** Direct children of a process, from /proc. */
function childrenOf(pid: number): Map<string, number[]> {
  const found = new Map<string, number[]>();
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .filter(Boolean);
  for (const one of children.map(Number)) {
    const name = commandOf(one);
    found.set(name, [...(found.get(name) ?? []), one]);
  }
  return found;
}

function commandOf(pid: number): string {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return (words[1]?.endsWith('.mjs') ? words[1] : (words[0] ?? '')).split('/').pop() ?? '';
  } catch {
    return 'ended';
  }
}

export const environmentOf = (pid: number): string => readFileSync(`/proc/${pid}/environ`, 'utf8');

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  const free = await new Promise<boolean>((resolve) => {
    server.once('listening', () => resolve(true)).once('error', () => resolve(false));
  });
  await new Promise((resolve) => server.close(resolve));
  return free;
}

/** A port whose two neighbours are free too; below those that the kernel gives to connections, which may take any of them. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 10_000 + 3 * randomInt(6_000);
    if ((await isFree(port)) && (await isFree(port + 1)) && (await isFree(port + 2))) return port;
  }
}
