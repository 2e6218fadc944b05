import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
// @ts-expect-error: the verbs are plain JavaScript, so that they run before anything is installed.
import { takeCheckout } from './checkout-lock.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'teredo-fleet-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lock = () => join(folder, '.turbo', 'teredo-fleet.lock');
const never = () => {
  throw new Error('nobody else is here');
};

describe('installing and building in one checkout', () => {
  it('waits for whoever does it, and says who that is', async () => {
    const letGo = await takeCheckout(folder, never);
    const told: string[] = [];
    const second = takeCheckout(folder, (pid: string) => told.push(pid));
    await expect.poll(() => told).toEqual([String(process.pid)]);
    letGo();
    (await second)();
    expect(existsSync(lock())).toBe(false);
  });

  it('goes on at once when the one who did it was killed', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    mkdirSync(join(folder, '.turbo'));
    writeFileSync(lock(), `${pid} 1`);
    (await takeCheckout(folder, never))();
  });

  it('is one at a time among many who find the lock of a killed one', async () => {
    mkdirSync(join(folder, '.turbo'));
    writeFileSync(lock(), '999999999 1');
    let inside = 0;
    let most = 0;
    const script = `import { takeCheckout } from ${JSON.stringify(new URL('./checkout-lock.mjs', import.meta.url).href)};
      const letGo = await takeCheckout(${JSON.stringify(folder)}, () => undefined);
      process.stdout.write('+');
      await new Promise((resolve) => setTimeout(resolve, 100));
      process.stdout.write('-');
      letGo();`;
    const { spawn } = await import('node:child_process');
    await Promise.all(
      Array.from(
        { length: 6 },
        () =>
          new Promise<void>((resolve, reject) => {
            const child = spawn(process.execPath, ['--input-type=module', '-e', script]);
            child.stdout.on('data', (chunk) => {
              for (const mark of String(chunk)) inside += mark === '+' ? 1 : -1;
              most = Math.max(most, inside);
            });
            child.on('error', reject);
            child.on('close', () => resolve());
          }),
      ),
    );
    expect(most).toBe(1);
  }, 30_000);
});
