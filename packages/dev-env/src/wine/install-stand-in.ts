import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { StandInState } from '@teredo-fleet/platform/stand-in';
import { registryOfState } from '@teredo-fleet/platform/stand-in';
import { registryFile } from './registry-file';
import { type StandInListener, startStandInListener } from './stand-in-listener';

const SOURCE = fileURLToPath(new URL('stand-in-program.c', import.meta.url));
const COMPILER = 'x86_64-w64-mingw32-gcc';

/** Where each program stands in Windows' folder. */
const PLACES = {
  netsh: 'system32/netsh.exe',
  sc: 'system32/sc.exe',
  reg: 'system32/reg.exe',
  ipconfig: 'system32/ipconfig.exe',
  ping: 'system32/ping.exe',
  route: 'system32/route.exe',
  qwinsta: 'system32/qwinsta.exe',
  msg: 'system32/msg.exe',
  powershell: 'system32/WindowsPowerShell/v1.0/powershell.exe',
} as const;

/** A Wine prefix whose programs are those of an invented machine. */
export interface InstalledStandIn extends StandInListener {
  /** For WINEDLLOVERRIDES, joined to others by `;`. */
  readonly overrides: string;
  /** To be given to `regedit /S` before anything is read; the path is this system's. */
  readonly registryPath: string;
  /** Makes another machine of it; `registryPath` then holds what its registry has otherwise, for `regedit /S` again. */
  become(state: StandInState): void;
}

/** Wine's own program stays beside as `wine-NAME.exe`; it may be a link into Wine's installation. */
function putInPlace(program: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const own = join(dirname(path), `wine-${basename(path)}`);
  if (existsSync(path) && !existsSync(own)) copyFileSync(path, own);
  rmSync(path, { force: true });
  copyFileSync(program, path);
  chmodSync(path, 0o755);
}

/** For programs that services start: they know nothing of the test's environment. */
function nativePrograms(): Record<string, Record<string, string>> {
  const names = Object.keys(PLACES).map((name) => [`${name}.exe`, 'native']);
  return { 'HKCU\\Software\\Wine\\DllOverrides': Object.fromEntries(names) };
}

/** Compiles the program and puts it into a prefix, which has to be made already. */
export async function installStandIn(prefix: string, state: StandInState): Promise<InstalledStandIn> {
  const drive = join(prefix, 'drive_c');
  const program = join(prefix, 'stand-in.exe');
  execFileSync(COMPILER, ['-O1', '-s', '-o', program, SOURCE, '-lws2_32', '-lshell32']);
  for (const place of Object.values(PLACES)) putInPlace(program, join(drive, 'windows', place));
  const listener = await startStandInListener(join(prefix, 'stand-in.json'), state);
  writeFileSync(join(drive, 'stand-in.port'), String(listener.port));
  const registryPath = join(prefix, 'stand-in.reg');
  writeFileSync(registryPath, registryFile({ ...registryOfState(state), ...nativePrograms() }));
  return {
    overrides: `${Object.keys(PLACES)
      .map((name) => `${name}.exe`)
      .join(',')}=n`,
    registryPath,
    become(next) {
      writeFileSync(registryPath, registryFile(registryOfState(next), registryOfState(listener.state())));
      listener.set(next);
    },
    port: listener.port,
    state: listener.state,
    set: listener.set,
    calls: listener.calls,
    close: listener.close,
  };
}
