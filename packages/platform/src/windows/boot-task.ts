import { rm, writeFile } from 'node:fs/promises';
import { bootTaskXml } from '@teredo-fleet/teredo';
import { type RunHouseCommand, startShellLine, systemRoot } from '../spawn-windows';

/** The task that runs the agent with Windows. */
export interface BootTask {
  /** Makes it, in the place of one that is there. Rejects when Windows refuses. */
  install(program: string, args: readonly string[], noteIn: string): Promise<void>;
  start(): Promise<void>;
  /** Starts it once this process, which it runs, has ended: it runs one at a time. */
  startSoon(): void;
  /** Ends what it runs. */
  end(): Promise<void>;
  remove(): Promise<void>;
  exists(): Promise<boolean>;
}

const NAME = 'Teredo Fleet agent';
const WITH_MARK = '\uFEFF';

export function createBootTask(run: RunHouseCommand): BootTask {
  const call = async (...args: string[]) => (await run({ program: 'schtasks', args })).exitCode === 0;
  async function must(what: string, ...args: string[]): Promise<void> {
    if (!(await call(...args)))
      throw new Error(`The task "${NAME}" can't be ${what}: schtasks ${args.join(' ')}`);
  }
  return {
    async install(program, args, noteIn) {
      const note = `${noteIn}\\boot-task.xml`;
      await writeFile(note, Buffer.from(WITH_MARK + bootTaskXml(program, [...args]), 'utf16le'));
      try {
        await must('made', '/Create', '/TN', NAME, '/XML', note, '/F');
      } finally {
        await rm(note, { force: true });
      }
    },
    startSoon: () =>
      startShellLine(`ping -n 3 127.0.0.1 >nul & ${systemRoot()}\\System32\\schtasks.exe /Run /TN "${NAME}"`),
    start: () => must('started', '/Run', '/TN', NAME),
    end: async () => void (await call('/End', '/TN', NAME)),
    remove: () => must('removed', '/Delete', '/TN', NAME, '/F'),
    exists: () => call('/Query', '/TN', NAME),
  };
}
