import type { TrialOutcome } from '@teredo-fleet/agent';
import type { OwnProgramEnd } from '@teredo-fleet/platform';
import { EXIT } from '../output';

/** The first words of the line by which a trial says that it went well; the version follows. */
const WORKS = 'teredo-agent works: ';

export const trialReport = (version: string): string => `${WORKS}${version}`;

function lastLine(output: string): string {
  return output.trim().split(/\r?\n/).at(-1) || 'It said nothing.';
}

/** What a trial came to, from how its process ended. */
export function readTrialEnd({ exitCode, output, timedOut }: OwnProgramEnd, seconds: number): TrialOutcome {
  const last = lastLine(output);
  if (exitCode === EXIT.done && last.startsWith(WORKS))
    return { kind: 'works', version: last.slice(WORKS.length) };
  if (exitCode === EXIT.unreachable) return { kind: 'unreachable', text: last };
  if (timedOut)
    return {
      kind: 'broken',
      text: `It did not show within ${seconds} seconds that it works, and was ended. ${last}`,
    };
  const how = exitCode === null ? 'could not be run' : `ended with exit code ${exitCode}`;
  return { kind: 'broken', text: `It was started for a trial and ${how}: ${last}` };
}
