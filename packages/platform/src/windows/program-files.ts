import { ProgramError } from '../spawn';
import { machineFolders, type RunWindows } from '../spawn-windows';

const KEY = 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion';
const NAME = 'ProgramFilesDir';
const FOLDER = /^\s+ProgramFilesDir\s+REG_SZ\s+([A-Za-z]:\\[ -~]*?)\s*$/m;

async function asWindowsKeepsIt(run: RunWindows): Promise<string | null> {
  try {
    const { bytes } = await run({ program: 'reg', args: ['query', KEY, '/v', NAME], timeoutMs: 30_000 });
    return FOLDER.exec(Buffer.from(bytes).toString('latin1'))?.[1] ?? null;
  } catch (error) {
    if (error instanceof ProgramError) return null;
    throw error;
  }
}

/**
 * Where programs of the machine are installed, as Windows keeps it where only administrators write: a person's own variables
 * hold in the person's elevated shell, too, and what SYSTEM starts from another folder could be exchanged. Where it is not
 * kept there, as Windows tells every process.
 */
export const programFilesFolder = async (run: RunWindows): Promise<string> =>
  (await asWindowsKeepsIt(run)) ?? machineFolders().programFiles;
