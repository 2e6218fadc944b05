import { ProgramError } from '../spawn';
import type { RunWindows } from '../spawn-windows';

/** SYSTEM and the administrators, as Windows' own notation of rights (SDDL) names them in every language. */
const TRUSTED = /^O:(?:SY|BA)(?:[GDS]:|$)/;

const OWNERS_MS = 60_000;

/** PowerShell takes five signs for the same quotation mark. */
const quoted = (text: string) => `'${text.replace(/['\u2018-\u201b]/g, '$&$&')}'`;

/** Prints the rights of each, the owner first. */
function rightsScript(items: string): string {
  return `$ErrorActionPreference = 'Stop'; ${items} | ForEach-Object { (Get-Acl -LiteralPath $_.FullName).Sddl }; 'end'`;
}

async function printedBy(script: string, run: RunWindows): Promise<string> {
  const args = ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command', script];
  try {
    const { bytes } = await run({ program: 'powershell', args, timeoutMs: OWNERS_MS });
    return Buffer.from(bytes).toString('latin1');
  } catch (error) {
    if (error instanceof ProgramError) return '';
    throw error;
  }
}

/** Somebody who owns one of the items and is no administrator, by number (SID); null: nobody. Rejects where nobody tells. */
async function strangerAmong(items: string, run: RunWindows): Promise<string | null> {
  const lines = (await printedBy(rightsScript(items), run)).split(/\r?\n/).filter((line) => line !== '');
  if (lines.pop() !== 'end')
    throw new Error(
      "Windows does not say who made the agent's folder and what lies in it: PowerShell could not be asked. Try again in a minute. Where a policy keeps PowerShell from running, let it run for administrators and SYSTEM. Nothing was changed.",
    );
  const foreign = lines.find((line) => !TRUSTED.test(line));
  return foreign === undefined ? null : (/^O:(S-[\d-]+)/.exec(foreign)?.[1] ?? foreign.slice(0, 80));
}

/** Who made a folder, where that was no administrator; what they hold open gives them rights in it whatever is set later. */
export const strangerWhoOwns = (folder: string, run: RunWindows): Promise<string | null> =>
  strangerAmong(`Get-Item -Force -LiteralPath ${quoted(folder)}`, run);

/** The same of what lies in it, at any depth. */
export const strangerWithin = (folder: string, run: RunWindows): Promise<string | null> =>
  strangerAmong(`Get-ChildItem -Force -Recurse -LiteralPath ${quoted(folder)}`, run);
