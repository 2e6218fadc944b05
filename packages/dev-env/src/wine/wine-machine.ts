import { spawn } from 'node:child_process';
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { untilSays } from '../until-says';
import { copyPrefix, keptPrefix } from './wine-prefix';

/** Windows as Wine shows it: `winxp`, `win10`. */
export type WindowsMode = 'winxp' | 'win10';

export interface CscriptResult {
  exitCode: number | null;
  output: string;
  /** What it said of errors. */
  errors: string;
}

/** A Windows of the test's own. */
export interface WineMachine {
  readonly folder: string;
  /** The path of a file as programs under Wine name it. */
  windowsPath(path: string): string;
  /** A file in the machine's folder, from its text. */
  write(name: string, text: string): string;
  run(program: string, args: string[], options?: RunOptions): Promise<CscriptResult>;
  /** A script by its path in the machine's folder. */
  cscript(script: string, args?: string[], options?: RunOptions): Promise<CscriptResult>;
  /**
   * The same of a script that several may run at once and that does not ask where it stands: each runs a copy. Wine's script
   * host shares a script's file with nobody while it opens it; another one that begins in that moment ends with 0 and without
   * a word. Its errors have what the host itself complains of.
   */
  says(script: string, args?: string[], options?: RunOptions): Promise<CscriptResult>;
  start(program: string, args: string[], options?: RunOptions): RunningProgram;
  /** Programs of the prefix that stand in the place of Wine's own, as WINEDLLOVERRIDES names them. */
  override(names: string): void;
  readonly prefix: string;
  close(): Promise<void>;
}

export interface RunOptions {
  env?: Record<string, string>;
  timeoutMs?: number;
}

export interface RunningProgram {
  readonly pid: number | undefined;
  readonly output: () => string;
  readonly errors: () => string;
  readonly ended: Promise<number | null>;
  /** Resolves when it has said so. Throws with all it said when it ends or lets wait without that. */
  says(pattern: RegExp, patience?: { timeoutMs: number }): Promise<void>;
  kill(): void;
}

const WINE = ['/usr/bin/wine', '/usr/bin/wine64'].find(existsSync) ?? 'wine';
const SERVER = ['/usr/bin/wineserver', '/usr/lib/wine/wineserver', '/usr/lib/wine/wineserver64'].find(
  existsSync,
);

/** Where what tests need and takes long to make is kept. */
const CACHE = fileURLToPath(new URL('../../../../node_modules/.cache/teredo-fleet/windows', import.meta.url));
const LONGEST_BOOT_MS = 300_000;

/**
 * Wine's server waits so long for another program after the last one. Without that it ends with it, and a program that
 * comes in this moment ends too, with exit code 0.
 */
const LINGERS_SECONDS = 600;

/** Of all that Wine complains of only that it could not begin. */
const COMPLAINTS = '-all,err+virtual';

/**
 * Now and then, one in thousands, the kernel has put something where Wine keeps what all its programs share. It ends with 1 then,
 * before a line of the program has run, so the program may be run again whatever it does.
 */
const couldNotBegin = ({ exitCode, errors }: CscriptResult) =>
  exitCode === 1 && errors.includes('failed to map the shared user data');

const windowsPath = (path: string) => `Z:${path.replaceAll('/', '\\')}`;

/** Nothing of Mono, of Internet Explorer and of menus: no script needs them. */
const OVERRIDES = 'mscoree,mshtml,winemenubuilder.exe=';

/** A program whose output is read; its output goes to files, since a Windows Node can't write to pipes of Linux. */
function launch([command = '', ...args]: string[], env: NodeJS.ProcessEnv, cwd: string): RunningProgram {
  const places = mkdtempSync(join(cwd, 'output-'));
  const [out, errors] = ['out', 'errors'].map((name) => join(places, name)) as [string, string];
  const handles = [out, errors].map((path) => openSync(path, 'w'));
  const child = spawn(command, args, { env, cwd, stdio: ['ignore', ...handles] });
  for (const handle of handles) closeSync(handle);
  let end: string | null = null;
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      end = String(signal ?? code);
      resolve(code);
    });
  });
  const read = (path: string) => readFileSync(path, 'utf8');
  return {
    pid: child.pid,
    output: () => read(out),
    errors: () => read(errors),
    ended,
    says(pattern, patience) {
      const listen = () => ({ end, said: read(out) + read(errors) });
      return untilSays([command, ...args].join(' '), pattern, listen, { everyMs: 200, ...patience });
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

async function waitFor(program: RunningProgram, timeoutMs: number): Promise<CscriptResult> {
  const timer = setTimeout(() => program.kill(), timeoutMs);
  const exitCode = await program.ended;
  clearTimeout(timer);
  const [output, errors] = [program.output(), program.errors()].map((text) => text.replaceAll('\r\n', '\n'));
  return { exitCode, output: output ?? '', errors: errors ?? '' };
}

export interface WineMachineOptions {
  /** Names the screen of its windows; without one it has none. */
  display?: string | undefined;
  /** Puts a command where the machine is to be, a namespace for one. */
  join?(argv: string[]): string[];
}

/** What every Windows of tests begins as, made once: to make one takes Wine from ten seconds to minutes. */
async function firstPrefix(environment: NodeJS.ProcessEnv, folder: string): Promise<string> {
  const asked = await waitFor(launch([WINE, '--version'], environment, folder), 60_000);
  const version = /wine-[\w.]+/.exec(asked.output)?.[0] ?? 'wine';
  return keptPrefix(CACHE, version, async (prefix) => {
    const own = { ...environment, WINEPREFIX: prefix };
    const inPrefix = (...argv: string[]) => waitFor(launch(argv, own, folder), LONGEST_BOOT_MS);
    const { exitCode } = await inPrefix(WINE, 'wineboot', '-i');
    // It writes the registry down when it ends.
    if (SERVER !== undefined) await inPrefix(SERVER, '-w');
    if (exitCode !== 0) throw new Error(`Wine could not make a Windows: wineboot ended with ${exitCode}.`);
  });
}

/** Makes one. */
export async function createWineMachine(
  mode: WindowsMode,
  { display, join: put = (argv) => argv }: WineMachineOptions = {},
): Promise<WineMachine> {
  const folder = mkdtempSync(join(tmpdir(), 'wine-'));
  const prefix = join(folder, 'prefix');
  const { DISPLAY: _, ...environment } = process.env;
  const own = {
    ...environment,
    ...(display === undefined ? {} : { DISPLAY: display }),
    HOME: folder,
    WINEPREFIX: prefix,
    WINEDEBUG: COMPLAINTS,
    WINEDLLOVERRIDES: OVERRIDES,
    LC_ALL: 'C.UTF-8',
  };
  let overrides = OVERRIDES;
  const start: WineMachine['start'] = (program, args, options = {}) =>
    launch(put([WINE, program, ...args]), { ...own, WINEDLLOVERRIDES: overrides, ...options.env }, folder);
  const run: WineMachine['run'] = async (program, args, options = {}) => {
    const once = () => waitFor(start(program, args, options), options.timeoutMs ?? 60_000);
    const first = await once();
    return couldNotBegin(first) ? once() : first;
  };
  const cscript: WineMachine['cscript'] = (script, args = [], options = {}) =>
    run('cscript', ['//nologo', windowsPath(script), ...args], options);
  copyPrefix(await firstPrefix(own, folder), prefix);
  if (SERVER !== undefined) await launch(put([SERVER, `-p${LINGERS_SECONDS}`]), own, folder).ended;
  await run('reg', ['add', 'HKCU\\Software\\Wine', '/v', 'Version', '/d', mode, '/f']);
  return {
    folder,
    windowsPath,
    write(name, text) {
      const path = join(folder, name);
      writeFileSync(path, text, 'latin1');
      return path;
    },
    run,
    cscript,
    async says(script, args = [], options = {}) {
      const copy = join(mkdtempSync(join(folder, 'script-')), basename(script));
      copyFileSync(script, copy);
      return cscript(copy, args, {
        ...options,
        env: { WINEDEBUG: `${COMPLAINTS},fixme+wscript`, ...options.env },
      });
    },
    start,
    override(names) {
      overrides = `${OVERRIDES};${names}`;
    },
    prefix,
    async close() {
      if (SERVER !== undefined) await launch(put([SERVER, '-k']), own, folder).ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
