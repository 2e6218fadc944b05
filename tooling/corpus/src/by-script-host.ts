import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildScript } from '../../../apps/agent-wsh/script.mjs';
import { type CaptureVerdict, printVerdicts } from './corpus-verdict';

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

/** Each has its own script host. */
const PARTS = Math.min(4, availableParallelism());

interface Order {
  script: string;
  codePage: number | null;
  /** For what is written on the way. */
  folder: string;
}

/** Verdicts by file of one part. */
async function judgePart(place: string, part: number, order: Order): Promise<CaptureVerdict[][]> {
  const report = join(order.folder, `report-${part}.json`);
  rmSync(report, { force: true });
  const page = order.codePage === null ? '-' : String(order.codePage);
  const what = [windowsPath(resolve(place)), place.replace(/\/+$/, ''), page];
  const share = [String(part), String(PARTS), windowsPath(report)];
  await runWine(['cscript', '//nologo', windowsPath(order.script), ...what, ...share], order.folder);
  if (!existsSync(report))
    throw new Error(`The script host said nothing of ${place}. Is Wine installed, with cscript in it?`);
  return JSON.parse(readFileSync(report, 'utf8')) as CaptureVerdict[][];
}

/** The parts took turns. */
function inOrder(parts: CaptureVerdict[][][]): CaptureVerdict[] {
  const longest = Math.max(...parts.map(({ length }) => length));
  return Array.from({ length: longest }, (_, turn) => parts.flatMap((part) => part[turn] ?? [])).flat();
}

/** The same check by cscript under Wine, with the code that the script agent is made from. */
export async function judgeByScriptHost(
  folders: string[],
  codePage: number | null,
  print: (line: string) => void,
): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'corpus-'));
  try {
    const script = join(folder, 'check-corpus.js');
    writeFileSync(script, await buildScript(fileURLToPath(new URL('../cscript/main.ts', import.meta.url))));
    // A prefix that is new is made by the first.
    await runWine(['cmd', '/d', '/c', 'exit'], folder);
    const verdicts: CaptureVerdict[] = [];
    for (const place of folders) {
      const parts = Array.from({ length: PARTS }, (_, part) =>
        judgePart(place, part, { script, codePage, folder }),
      );
      verdicts.push(...inOrder(await Promise.all(parts)));
    }
    return printVerdicts(verdicts, print);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
