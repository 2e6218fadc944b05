import { removeHelperStart } from '../boot/helper-start';
import { bootStartOfThis, programFolder } from '../boot/installed-agent';
import { stopAgent } from '../boot/stop-agent';
import { removeFolder } from '../host/files';
import { createProcessRunner } from '../host/processes';
import { runHidden } from '../host/shell';
import { sleep } from '../host/sleep';
import { changesLeft, type LeftChange } from '../state/changes-left';
import { readEnrolment } from '../state/enrolment';
import { openJournalFolder } from '../state/journal-folder';
import { EXIT, type Outcome } from './outcome';

function changesOf(stateDir: string): LeftChange[] {
  const read = readEnrolment(stateDir);
  if (!read.ok) return [];
  const journals = openJournalFolder(stateDir, read.enrolment.enrolmentId).jobs();
  return changesLeft(journals.map(({ records }) => records));
}

const LOOKS = 30;
const LOOK_EVERY_MS = 100;

/**
 * The console that ran the last program stands in its folder until it ends, and Windows removes no such folder. Whether it
 * is gone: somebody may have a file of it open.
 */
function removeSoon(folder: string): boolean {
  for (let look = 1; look <= LOOKS; look += 1) {
    try {
      removeFolder(folder);
      return true;
    } catch (_error) {
      sleep(LOOK_EVERY_MS);
    }
  }
  return false;
}

/** Ends the agent and takes everything of it away. The machine's network stays as it is. */
export function uninstall(stateDir: string): Outcome {
  const left = changesOf(stateDir);
  const boot = bootStartOfThis(stateDir);
  // Nothing starts it anew while it is asked to end.
  boot.remove.forEach(runHidden);
  if (!stopAgent(stateDir)) {
    const text =
      'The agent does not start with Windows any more, but does not end: it may be changing the machine. Nothing else was removed. Try again later.';
    return { exitCode: EXIT.failed, text };
  }
  removeHelperStart(createProcessRunner(`${stateDir}\\run`));
  const kept = [stateDir, programFolder()].filter((folder) => !removeSoon(folder));
  const lines = [
    kept.length === 0
      ? 'The agent is gone.'
      : `The agent does not run any more. Not removed: ${kept.join(', ')}. Somebody has a file there open: end that program, or restart the machine, then take the folder away.`,
  ];
  for (const { jobId, steps } of left) lines.push(`Still changed by job ${jobId}: ${steps.join(', ')}.`);
  if (left.length > 0)
    lines.push(
      'Teredo, IPv6 and firewall were left as they are, and what was there before is not kept any more.',
    );
  return { exitCode: kept.length === 0 ? EXIT.done : EXIT.failed, text: lines.join('\r\n') };
}
