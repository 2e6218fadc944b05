import type { MachineStatus } from '@/trpc/shapes';

const machines = (count: number): string =>
  count === 1 ? 'One machine' : `${count.toLocaleString('en-GB')} machines`;

/** After machines were let in; 0: somebody else did it before. */
export const acceptedWords = (count: number): string =>
  count === 0 ? 'Accepted already: there was nothing left to do.' : `${machines(count)} accepted.`;

/** After machines were kept out; 0: somebody else did it before. */
export const refusedWords = (count: number): string =>
  count === 0 ? 'Refused already: there was nothing left to do.' : `${machines(count)} refused.`;

const MOST_NAMES = 10;

/** Names as a question lists them: ten, then how many more. */
export function namesInShort(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  const told = names.slice(0, MOST_NAMES).join(', ');
  return more > 0 ? `${told} and ${more.toLocaleString('en-GB')} more` : told;
}

/** Title of the question before machines are refused: one by its name. */
export const refuseTitle = (names: readonly string[]): string =>
  names.length === 1 ? `Refuse ${names[0]}` : `Refuse ${names.length.toLocaleString('en-GB')} machines`;

/** What refusing does, line by line. */
export const refuseWords = (one: boolean): string[] => [
  `${one ? 'It is retired: its agent is' : 'They are retired: their agents are'} turned away, and nothing can be changed there.`,
  'A token that is still good lets machines enrol. Revoke it on the page Enrol if it is in the wrong hands.',
  `${one ? 'It' : 'Each'} may be enrolled again with a new line, and then waits here again, whatever its token says.`,
];

const STANDINGS: Record<MachineStatus, string> = {
  pending: 'waiting too',
  active: 'in the fleet',
  quarantined: 'quarantined',
  retired: 'retired',
};

/** How another machine stands that a remark names. */
export const standingWords = (status: MachineStatus): string => STANDINGS[status];

/** After a machine was named of several. */
export function moreWords(count: number): string {
  if (count <= 0) return '';
  return count === 1 ? '; one more is like it' : `; ${count.toLocaleString('en-GB')} more are like it`;
}
