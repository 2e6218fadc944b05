import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isRunning } from '../../packages/dev-env/src/process-cost';

const CHILDREN = new URL('./children.mjs', import.meta.url).href;

let folder = '';
let verb: ChildProcess | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'teredo-fleet-children-'));
});
afterEach(() => {
  verb?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const program = (text: string) => {
  const file = join(folder, `${Math.random()}.mjs`);
  writeFileSync(file, text);
  return file;
};

/** Writes its number, then lives on, whatever it is told politely. */
const stubborn = (name: string) =>
  `import { writeFileSync } from 'node:fs';
   for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);
   writeFileSync(${JSON.stringify(join(folder, name))}, String(process.pid));
   setInterval(() => undefined, 1000);`;

const start = (text: string, argv: string[] = [], env = {}) => {
  verb = spawn(argv[0] ?? process.execPath, [...argv.slice(1), program(text)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, NODE_ENV: 'test', ...env },
  });
  return verb;
};

const pidOf = async (name: string) => {
  const read = () => {
    try {
      return Number(readFileSync(join(folder, name), 'utf8'));
    } catch {
      return 0;
    }
  };
  await expect.poll(read, { timeout: 20_000 }).toBeGreaterThan(0);
  return read();
};

/** A verb whose one child has a child: neither ends when asked. */
const twoGenerations = () => {
  const grandchild = program(stubborn('grandchild'));
  const child = program(
    `import { spawn } from 'node:child_process';
     spawn(process.execPath, [${JSON.stringify(grandchild)}], { stdio: 'ignore' });
     ${stubborn('child')}`,
  );
  return `import { endWithTerminal, startChild } from ${JSON.stringify(CHILDREN)};
    import { writeFileSync } from 'node:fs';
    endWithTerminal(() => writeFileSync(${JSON.stringify(join(folder, 'cleaned'))}, '1'));
    startChild(process.execPath, [${JSON.stringify(child)}], { stdio: 'ignore' });`;
};

describe('what a verb started', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'ends with it on %s, children of children too',
    async (signal) => {
      const running = start(twoGenerations());
      const pids = [await pidOf('child'), await pidOf('grandchild')];
      const ended = once(running, 'exit');
      running.kill(signal);
      expect((await ended)[0]).toBeGreaterThan(128);
      // Killed, each is gone once it has its turn.
      await expect.poll(() => pids.filter(isRunning)).toEqual([]);
      expect(readFileSync(join(folder, 'cleaned'), 'utf8')).toBe('1');
    },
  );

  it("ends when npm's shell is gone, which passes no signal on", async () => {
    const text = `${twoGenerations()}
      writeFileSync(${JSON.stringify(join(folder, 'verb'))}, String(process.pid));`;
    const shell = start(text, ['sh', '-c', '"$@"; exit 0', 'sh', process.execPath], {
      npm_lifecycle_event: 'start',
    });
    const pids = [await pidOf('child'), await pidOf('grandchild'), await pidOf('verb')];
    shell.kill('SIGTERM');
    await expect.poll(() => pids.filter(isRunning), { timeout: 20_000 }).toEqual([]);
  });

  it('gets the time it needs when it ends its own children itself', async () => {
    const slow = program(
      `import { writeFileSync } from 'node:fs';
       process.on('SIGTERM', () => setTimeout(() => {
         writeFileSync(${JSON.stringify(join(folder, 'done'))}, 'in order');
         process.exit(0);
       }, 3000));
       writeFileSync(${JSON.stringify(join(folder, 'server'))}, String(process.pid));
       setInterval(() => undefined, 1000);`,
    );
    const running = start(
      `import { endWithTerminal, startChild } from ${JSON.stringify(CHILDREN)};
       endWithTerminal();
       startChild(process.execPath, [${JSON.stringify(slow)}], { stdio: 'ignore', endsItself: true })
         .on('exit', (code) => process.exit(code));`,
    );
    await pidOf('server');
    const ended = once(running, 'exit');
    running.kill('SIGINT');
    expect((await ended)[0]).toBe(0);
    expect(readFileSync(join(folder, 'done'), 'utf8')).toBe('in order');
  });
});
