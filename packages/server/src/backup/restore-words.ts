import type { OutsideVerdict, RestoredTrail } from './judge-restored';
import type { Restored } from './restore';

const number = (count: number): string => count.toLocaleString('en-GB');

function outsideWords(outside: OutsideVerdict, linked: number): string {
  switch (outside.kind) {
    case 'none':
      return 'No head that was told outside was found to compare it with: whether entries are lost is not known. Name the file of heads with TEREDO_FLEET_AUDIT_FILE, or compare the page Audit, Chain with what was told to syslog or the webhook.';
    case 'unreadable':
      return `The newest line of the file of heads ${outside.why}: whether entries are lost is not known.`;
    case 'holds':
      return `It holds the newest head that was told outside (${number(outside.count)} entries, ${outside.at}): what is lost since can only be newer than that.`;
    case 'lost':
      return `LOST: a head that was told outside on ${outside.at} covers ${number(outside.count)} entries, and the backup goes to ${number(linked)}: the ${number(outside.lost)} newest, and all that they tell of, are not there. The audit trail says so.`;
    case 'other':
      return `The newest head that was told outside (${number(outside.count)} entries, ${outside.at}) is of another past: the backup has something else there. Find out which of the two belongs to this installation.`;
  }
}

function chainWords({ linked, faults }: RestoredTrail): string {
  if (faults.length === 0) return `The audit chain of ${number(linked)} entries is whole.`;
  return `The audit chain has ${number(faults.length)} faults; the first: ${faults[0]}`;
}

/** What a restore says of itself. */
export function restoreWords({ header, trail }: Restored): string {
  return [
    `Restored as it was on ${header.at}, by version ${header.version}.`,
    chainWords(trail),
    outsideWords(trail.outside, trail.linked),
    'Everybody has to sign in again. What was done since then is undone: accounts that were disabled, and links to reports, API tokens and enrolment tokens that were revoked, work again. Look at them first. Machines report what they did meanwhile when they connect.',
    'Start the server now.',
  ].join('\n');
}
