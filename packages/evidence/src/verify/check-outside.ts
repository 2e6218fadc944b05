import type { FilesReading } from './bundle-files';
import type { ReadManifest } from './bundle-manifest';
import { noSegment } from './check-segment';
import { countOf, type Finding, fails, holds, notChecked } from './finding';
import type { HeadLineReading } from './read-head';

/** A fingerprint as people write it: 64 hex digits, in groups or not; null: it is none. */
export function readFingerprint(text: string): string | null {
  const digits = text.replace(/[\s:.-]/g, '').toLowerCase();
  return /^[0-9a-f]{64}$/.test(digits) ? digits : null;
}

/** Whether the bundle is of the installation whose key's fingerprint is known. `tied`: null when it is not signed. */
export function checkFingerprint(
  given: string | null,
  keyId: string,
  tied: readonly string[] | null,
): Finding {
  if (given === null) {
    return notChecked(
      'fingerprint',
      'Whether the key is that of your installation: no fingerprint was given. Anybody can make a key and sign a bundle with it. Compare with the one that you noted from Audit, Chain.',
    );
  }
  if (tied === null)
    return notChecked('fingerprint', 'The fingerprint: the bundle is not signed by the key that it names.');
  if (given === keyId) return holds('fingerprint', 'The key is the one whose fingerprint you gave.');
  if (tied.includes(given)) {
    return holds(
      'fingerprint',
      `The key follows the one whose fingerprint you gave: both signed that ${keyId} replaces it.`,
    );
  }
  return fails(
    'fingerprint',
    'another-key',
    `The bundle is signed by another key (${keyId}): it is of another installation, or the key was exchanged. If the key was replaced after this bundle was made, give the fingerprint of the key of that time: Audit, Chain lists them.`,
  );
}

const BAD_HEAD: Record<Exclude<HeadLineReading['kind'], 'signed'>, string> = {
  unreadable:
    'The head that you gave is none. Give a line of the file of published heads as it stands there.',
  'wrong-signature': 'The head that you gave has a wrong signature: it was altered, or not copied whole.',
  'another-key':
    'The head that you gave is signed by a key that nothing ties to the key of this bundle: one of them is of another installation, or the key was exchanged.',
};

type SignedHead = Extract<HeadLineReading, { kind: 'signed' }>['statement'];

function beyond(head: SignedHead, last: number, { generatedAt }: ReadManifest): Finding {
  const told = `The head that you gave was signed at ${countOf(head.count, 'entry', 'entries')} (${head.at}); the chain of the bundle ends at ${last.toLocaleString('en-GB')}`;
  return head.at <= generatedAt
    ? fails(
        'later-head',
        'cut-off',
        `${told}, though it was made later (${generatedAt}): its newest part was cut off.`,
      )
    : notChecked(
        'later-head',
        `Whether the newest part is there: ${told}, and it was made earlier (${generatedAt}). Ask for a newer bundle, or give a head that was signed before it was made.`,
      );
}

/** Whether the chain of the bundle holds a head that was told outside. `read`: null when none was given. */
export function checkLaterHead(
  read: HeadLineReading | null,
  reading: FilesReading,
  manifest: ReadManifest,
): Finding {
  if (read === null) {
    return notChecked(
      'later-head',
      'Whether the newest part was cut off before the bundle was made: no head was given. Compare with a line of the file of published heads that is kept outside the server.',
    );
  }
  if (read.kind !== 'signed') return fails('later-head', read.kind, BAD_HEAD[read.kind]);
  const { segment } = reading;
  if (segment === undefined || segment === null) {
    return notChecked('later-head', `The head that you gave: ${noSegment(reading)}`);
  }
  const { count, hash } = read.statement;
  if (count > segment.head.count) return beyond(read.statement, segment.head.count, manifest);
  if (segment.hashAsked === null) {
    return notChecked(
      'later-head',
      `The head that you gave is of ${countOf(count, 'entry', 'entries')}, where the bundle has no link: give a newer one.`,
    );
  }
  return segment.hashAsked === hash
    ? holds('later-head', `The chain holds the head that you gave (${countOf(count, 'entry', 'entries')}).`)
    : fails(
        'later-head',
        'rewritten',
        `The head that you gave was signed at ${countOf(count, 'entry', 'entries')}, and the chain of the bundle has another hash there: it was rewritten.`,
      );
}
