import type { VerbDialog } from './verb-words';

const machines = (count: number) =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? 'machine' : 'machines'}`;

/** Whom a bulk action is about: ticked machines, or all that the filter matches when it is carried out. */
export interface BulkSubject {
  count: number;
  /** Null: machines that were ticked. */
  filterText: string | null;
}

const whom = ({ count, filterText }: BulkSubject) =>
  filterText === null ? machines(count) : `all ${machines(count)} matching`;

export function excludeDialog(subject: BulkSubject): VerbDialog {
  return {
    title: `Leave out ${whom(subject)}`,
    description: 'They are left alone for the rest of this rollout and count on neither side of a gate.',
    consequences: [
      ...(subject.filterText === null ? [] : [`Whoever matches then: ${subject.filterText}.`]),
      'Those that have begun finish; those that are done stay as they are.',
      'It can’t be taken back for this rollout. A clone of it can include them again.',
    ],
    action: 'Leave out',
    danger: true,
    confirmWord: null,
  };
}

export function retryDialog(subject: BulkSubject): VerbDialog {
  return {
    title: `Retry ${whom(subject)}`,
    description: 'Those among them that went wrong get a new attempt under the same plan.',
    consequences: [
      ...(subject.filterText === null ? [] : [`Whoever matches then: ${subject.filterText}.`]),
      'Machines that did not go wrong are not touched.',
      'Their users are told again as the plan says.',
    ],
    action: 'Retry',
    danger: false,
    confirmWord: null,
  };
}
