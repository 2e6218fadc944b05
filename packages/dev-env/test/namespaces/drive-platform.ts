import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { LinuxSettings, Platform, SavedSlot } from '@teredo-fleet/platform';
import type { Namespace } from '../../src/namespaces';

const DRIVER = fileURLToPath(new URL('./platform-driver.ts', import.meta.url));
const TSX = import.meta.resolve('tsx');

/** The Linux adapter, running in a process inside a namespace. */
export interface DrivenPlatform extends Platform {
  keep(slot: SavedSlot): Promise<void>;
}

function start(namespace: Namespace, settings: LinuxSettings): ChildProcess {
  const [command, ...args] = namespace.join([
    process.execPath,
    '--import',
    TSX,
    DRIVER,
    JSON.stringify(settings),
  ]);
  return spawn(command!, args, { stdio: ['pipe', 'pipe', 'inherit'] });
}

/** Starts the adapter inside the namespace; `close` ends its process. */
export function drivePlatform(namespace: Namespace, settings: LinuxSettings): DrivenPlatform {
  const child = start(namespace, settings);
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  const call = async (method: string, args: unknown[]) => {
    child.stdin!.write(`${JSON.stringify({ method, args })}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error(`the adapter's process ended during ${method}`);
    return JSON.parse(value);
  };
  return {
    observe: (options) => call('observe', [options]),
    apply: (step, slot) => call('apply', [step, slot]),
    keep: (slot) => call('keep', [slot]),
    async close() {
      const ended = new Promise((resolve) => child.once('close', resolve));
      child.stdin!.end();
      await ended;
    },
  };
}
