import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A screen that nobody sees, with a hand at its keyboard. */
export interface Screen {
  /** As DISPLAY names it. */
  readonly display: string;
  /** Waits for a window with this in its title. False: none came in time. */
  appears(title: string, timeoutMs: number): Promise<boolean>;
  /** The same, and presses a key in it. */
  press(title: string, key: string, timeoutMs: number): Promise<boolean>;
  /** The same with the mouse: on the button at this place in the lowest row of the window, counted from 0. */
  click(title: string, button: number, timeoutMs: number): Promise<boolean>;
  /** Keeps a picture of all of it, PNG, in a file whose folders it makes. */
  picture(path: string): void;
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

const PROGRAMS = ['Xvfb', 'xdotool', 'xwininfo', 'scrot'];

/** Places of the windows in a window as xwininfo(1) tells them, its buttons among them: corners on the screen. */
function placesIn(tree: string): { x: number; y: number }[] {
  const found = [...tree.matchAll(/ {2}\d+x\d+\+-?\d+\+-?\d+ {2}\+(\d+)\+(\d+)/g)];
  return found.map(([, x, y]) => ({ x: Number(x), y: Number(y) }));
}

/** Null where a program for it is missing. Anybody on this machine may show something on it. */
export async function openScreen(): Promise<Screen | null> {
  for (const program of PROGRAMS) {
    try {
      execFileSync('which', [program], { stdio: 'ignore' });
    } catch {
      return null;
    }
  }
  const args = ['-displayfd', '3', '-screen', '0', '800x600x24', '-nolisten', 'tcp', '-ac'];
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const display = `:${await firstLine(server.stdio[3] as NodeJS.ReadableStream)}`;

  function run(program: string, words: string[]): string {
    const env = { ...process.env, DISPLAY: display };
    return execFileSync(program, words, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  }

  /** It ends with 1 where nothing is found. */
  function xdotool(...words: string[]): string {
    try {
      return run('xdotool', words);
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
    async click(title, button, timeoutMs) {
      const found = await windowOf(title, timeoutMs);
      if (found === null) return false;
      await sleep(300);
      const places = placesIn(run('xwininfo', ['-tree', '-id', found]));
      const lowest = Math.max(...places.map(({ y }) => y));
      const row = places.filter(({ y }) => y === lowest).sort((a, b) => a.x - b.x);
      const place = row[button];
      if (place === undefined) return false;
      xdotool('mousemove', String(place.x + 5), String(place.y + 5), 'click', '1');
      return true;
    },
    picture(path) {
      mkdirSync(dirname(path), { recursive: true });
      run('scrot', ['--overwrite', path]);
    },
    close: () => void server.kill(),
  };
}
