import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildScript } from '../../../apps/agent-wsh/script.mjs';

const WINE = '/usr/bin/wine';
const windowsPath = (path: string): string => `Z:${path.replaceAll('/', '\\')}`;

function runWine(args: string[], folder: string): Promise<void> {
  const env = {
    WINEPREFIX: join(folder, 'prefix'),
    ...process.env,
    WINEDEBUG: '-all',
    WINEDLLOVERRIDES: 'mscoree,mshtml,winemenubuilder.exe=',
    LC_ALL: 'C.UTF-8',
    DISPLAY: '',
  };
  return new Promise((done, fail) => {
    const child = spawn(WINE, args, { env, stdio: 'ignore' });
    child.once('error', fail);
    child.once('exit', () => done());
  });
}

interface Report {
  isGood: boolean;
  lines: string[];
}

async function reportOf(
  script: string,
  place: string,
  codePage: number | null,
  folder: string,
): Promise<Report> {
  const report = join(folder, 'report.json');
  rmSync(report, { force: true });
  const page = codePage === null ? '-' : String(codePage);
  const args = [windowsPath(resolve(place)), place.replace(/\/+$/, ''), page, windowsPath(report)];
  await runWine(['cscript', '//nologo', windowsPath(script), ...args], folder);
  if (!existsSync(report))
    throw new Error(`The script host said nothing of ${place}. Is Wine installed, with cscript in it?`);
  return JSON.parse(readFileSync(report, 'utf8')) as Report;
}

/** The same check by cscript under Wine, a folder after the other, with the code that the script agent is made from. */
export async function judgeByScriptHost(
  folders: string[],
  codePage: number | null,
  print: (line: string) => void,
): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'corpus-'));
  try {
    const script = join(folder, 'check-corpus.js');
    writeFileSync(script, await buildScript(fileURLToPath(new URL('../cscript/main.ts', import.meta.url))));
    let isGood = true;
    for (const place of folders) {
      const report = await reportOf(script, place, codePage, folder);
      for (const line of report.lines) print(line);
      isGood &&= report.isGood;
    }
    return isGood;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
