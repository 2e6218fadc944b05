import { makeHelperStart } from '../boot/helper-start';
import {
  bootStartOfThis,
  makeBootStart,
  programFolder,
  programPath,
  refusalBesideExecutable,
} from '../boot/installed-agent';
import { stopAgent } from '../boot/stop-agent';
import { absolutePath, copyFile, makeFolder } from '../host/files';
import { scriptHost } from '../host/host';
import { runHidden } from '../host/shell';
import { sleep } from '../host/sleep';
import { readEnrolment } from '../state/enrolment';
import { forgetStatus, readStatus } from '../state/kept-status';
import { EXIT, type Outcome } from './outcome';

/** The first word with the server takes seconds on an old machine. */
const LONGEST_START_MS = 120_000;

/** The agent's first news since it was started; null: there is none. */
function firstNews(stateDir: string): string | null {
  for (let waited = 0; waited < LONGEST_START_MS; waited += 1000) {
    const news = readStatus(stateDir);
    if (news !== null) return news.text;
    sleep(1000);
  }
  return null;
}

function putProgram(): void {
  makeFolder(programFolder());
  const own = absolutePath(scriptHost().ScriptFullName);
  if (own.toLowerCase() !== programPath().toLowerCase()) copyFile(own, programPath());
}

const failed = (text: string): Outcome => ({ exitCode: EXIT.failed, text });

/** Makes the agent start with Windows and starts it now; one that is there is replaced. */
export function install(stateDir: string): Outcome {
  const read = readEnrolment(stateDir);
  if (!read.ok) return failed(read.text);
  const beside = refusalBesideExecutable();
  if (beside !== null) return failed(beside);
  putProgram();
  const boot = bootStartOfThis(stateDir);
  // Nothing starts it anew while it is asked to end.
  boot.remove.forEach(runHidden);
  if (!stopAgent(stateDir))
    return failed(
      'The agent that runs here does not end, and does not start with Windows any more. Try again.',
    );
  const refused = makeBootStart(boot, stateDir);
  if (refused !== null)
    return failed(
      `Windows refused: ${refused}\r\nRun this as an administrator. The agent was not installed.`,
    );
  const helps = makeHelperStart(programPath());
  forgetStatus(stateDir);
  boot.start.forEach(runHidden);
  const news = firstNews(stateDir);
  if (news === null)
    return failed(`The agent is installed as ${boot.name} and has not started yet. Restart the machine.`);
  const lines = [`The agent is installed as ${boot.name}, starts with Windows, and runs.`, news];
  if (!helps) lines.push('Notices that want an answer can not be shown: the registry refused (HKLM, Run).');
  return { exitCode: EXIT.done, text: lines.join('\r\n') };
}
