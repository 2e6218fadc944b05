import { execFileSync, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** A screen that nobody sees, with a hand at its keyboard. */
export interface Screen {
  /** As DISPLAY names it. */
  readonly display: string;
  /** Waits for a window with this in its title. False: none came in time. */
  appears(title: string, timeoutMs: number): Promise<boolean>;
  /** The same, and presses a key in it. */
  press(title: string, key: string, timeoutMs: number): Promise<boolean>;
  close(): void;
}

/** The number that Xvfb chose, as it writes it once it is ready. */
function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    stream.on('data', (bytes) => {
      text += bytes;
      if (text.includes('\n')) resolve(text.trim());
    });
    stream.once('end', () => reject(new Error('Xvfb ended before it was ready')));
  });
}

/** Null where there is no Xvfb or xdotool. */
export async function openScreen(): Promise<Screen | null> {
  for (const program of ['Xvfb', 'xdotool']) {
    try {
      execFileSync('which', [program], { stdio: 'ignore' });
    } catch {
      return null;
    }
  }
  const args = ['-displayfd', '3', '-screen', '0', '800x600x24', '-nolisten', 'tcp'];
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const display = `:${await firstLine(server.stdio[3] as NodeJS.ReadableStream)}`;

  function xdotool(...words: string[]): string {
    try {
      const env = { ...process.env, DISPLAY: display };
      return execFileSync('xdotool', words, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    } catch {
      return '';
    }
  }

  async function windowOf(title: string, timeoutMs: number): Promise<string | null> {
    for (const end = Date.now() + timeoutMs; Date.now() < end; await sleep(200)) {
      const found = xdotool('search', '--onlyvisible', '--name', title).trim().split('\n').at(-1);
      if (found !== undefined && found !== '') return found;
    }
    return null;
  }

  return {
    display,
    appears: async (title, timeoutMs) => (await windowOf(title, timeoutMs)) !== null,
    async press(title, key, timeoutMs) {
      const found = await windowOf(title, timeoutMs);
      if (found === null) return false;
      await sleep(300);
      xdotool('windowfocus', found, 'key', key);
      return true;
    },
    close: () => void server.kill(),
  };
}
