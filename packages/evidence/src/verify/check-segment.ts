import { CHAIN_FILE, type FilesReading } from './bundle-files';
import type { ReadManifest } from './bundle-manifest';
import { countOf, type Finding, fails, holds, notChecked } from './finding';
import type { KeyCheck } from './key-succession';
import { readTiedHead } from './read-head';
import type { SegmentFault, SegmentReading } from './segment';

function sentence({ kind, number }: SegmentFault): string {
  switch (kind) {
    case 'link-missing':
      return `Link ${number} of the chain is missing.`;
    case 'out-of-order':
      return `Link ${number} of the chain does not stand in its place: links were moved or added.`;
    case 'link-changed':
      return `Link ${number} of the chain was not made from the one before it: one of them was changed.`;
    case 'entry-changed':
      return `The audit entry of link ${number} is not what it was when it was linked.`;
    case 'entry-missing':
      return `The audit entry of link ${number} was not on record any more when the bundle was made: it was deleted, or changed so that it is of something else.`;
  }
}

function countFaults({ links, entries }: SegmentReading, { counts }: ReadManifest): Finding[] {
  if (links === counts.links && entries === counts.entries) return [];
  const text = `The chain has ${countOf(links, 'link', 'links')} with ${countOf(entries, 'entry', 'entries')} of this rollout; the manifest says ${counts.links} and ${counts.entries}.`;
  return [fails('chain', 'counts', text, { file: CHAIN_FILE })];
}

/** Why there is nothing to check; null: there is. */
export function noSegment({ states, segment }: FilesReading): string | null {
  if (segment !== undefined && segment !== null) return null;
  const why = states.get(CHAIN_FILE)?.kind === 'missing' ? 'is missing' : 'can not be read';
  return `${CHAIN_FILE} ${why}.`;
}

/** Whether the part of the audit chain in the bundle holds together. */
export function checkChain(reading: FilesReading, manifest: ReadManifest): Finding[] {
  const { segment } = reading;
  if (segment === null) {
    return [fails('chain', 'unreadable', `${CHAIN_FILE} is no part of a chain.`, { file: CHAIN_FILE })];
  }
  if (segment === undefined) return [notChecked('chain', `The audit chain: ${noSegment(reading)}`)];
  const faults = segment.faults.map((fault) =>
    fails('chain', fault.kind, sentence(fault), { file: CHAIN_FILE, number: fault.number }),
  );
  const found = [...faults, ...countFaults(segment, manifest)];
  if (found.length > 0) return found;
  if (segment.links === 0) {
    return [
      notChecked(
        'chain',
        'The audit chain: nothing of this rollout was linked and signed when the bundle was made.',
      ),
    ];
  }
  const { before, head, links, entries } = segment;
  return [
    holds(
      'chain',
      `The audit chain holds from link ${before.count + 1} to ${head.count} (${countOf(links, 'link', 'links')}), with ${countOf(entries, 'entry', 'entries')} of this rollout.`,
    ),
  ];
}

const mismatch = (text: string): Finding => fails('head', 'mismatch', text, { file: CHAIN_FILE });

/** Whether the signed head in the bundle is where its chain ends, and the one that the manifest names. */
export function checkHead(
  reading: FilesReading,
  { head: named }: ReadManifest,
  tied: readonly string[],
  check: KeyCheck,
): Finding {
  const missing = noSegment(reading);
  const { segment } = reading;
  if (segment === undefined || segment === null) return notChecked('head', `The signed head: ${missing}`);
  const { head, headLine } = segment;
  if (headLine === null) {
    return named === null
      ? notChecked('head', 'The signed head: none was signed when the bundle was made.')
      : mismatch('The signed head that the manifest names is missing.');
  }
  const read = readTiedHead(headLine, tied, check);
  if (read.kind === 'another-key') {
    const text = `The head of the chain is signed by the key ${read.keyId}, which nothing ties to the key of this bundle.`;
    return fails('head', 'another-key', text, { file: CHAIN_FILE });
  }
  if (read.kind !== 'signed') {
    return fails('head', 'wrong-signature', 'The head of the chain has a wrong signature: it was altered.', {
      file: CHAIN_FILE,
    });
  }
  const { count, hash, at } = read.statement;
  if (count !== head.count || hash !== head.hash) {
    return mismatch(
      `The signed head is of ${countOf(count, 'entry', 'entries')}, and the chain does not end there with the same hash: it was rewritten or cut off.`,
    );
  }
  if (named?.count !== count || named.hash !== hash) {
    return mismatch('The signed head is not the one that the manifest names.');
  }
  return holds(
    'head',
    `The chain ends at the head that was signed at ${countOf(count, 'entry', 'entries')} (${at}).`,
  );
}
