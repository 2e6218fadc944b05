import type { JobOrder } from '@teredo-fleet/agent-core';
import type { Observation } from '@teredo-fleet/teredo';
import { fileExists, makeFolder } from '../host/files';
import { listFiles } from '../host/list-folder';
import { type JobJournal, openJobJournal } from './job-journal';
import { forgetKept, readKept, writeKept } from './kept-value';

const NAME = /^([0-9a-f-]{36}-[0-9]+)\.[ab]$/;
const REMEDY =
  "Without it this machine can't tell old jobs from new ones, so it starts none. On the machine run: teredo-agent.js enrol --again with a new line from the dashboard.";

/** Everything that the agent must not forget about jobs: their journals, the highest sequence, observations kept. */
export interface JournalFolder {
  /** Journals of this enrolment that hold at least their job's acceptance, in the order in which it was accepted. */
  jobs(): JobJournal[];
  journalOf(jobId: string, attempt: number): JobJournal;
  /** Highest sequence ever accepted under this enrolment; 0 before the first. */
  highestSequence(): number;
  /** Why that can't be told any more; null: it can. */
  sequenceTrouble(): string | null;
  keepSequence(highest: number): void;
  /** The observation kept beside the machine's earlier values; null: none is, or none that can be relied on. */
  earlierOf(slot: string): Observation | null;
  keepEarlier(slot: string, observation: Observation): void;
}

export const forgetSequence = (folder: string): void => forgetKept(`${folder}\\sequence.txt`);

export function openJournalFolder(folder: string, enrolmentId: string): JournalFolder {
  const jobsIn = `${folder}\\jobs`;
  const earlierIn = `${folder}\\earlier`;
  const runsIn = `${folder}\\run`;
  const sequencePath = `${folder}\\sequence.txt`;
  makeFolder(jobsIn);
  makeFolder(earlierIn);
  makeFolder(runsIn);

  const orderOf = (journal: JobJournal): JobOrder | null => {
    const first = journal.records[0];
    return first !== undefined && first.kind === 'accepted' ? first.order : null;
  };
  const sequenceOf = (journal: JobJournal): number => orderOf(journal)?.sequence ?? 0;

  /** Those of an earlier enrolment are forgotten: its jobs are void. */
  function jobs(): JobJournal[] {
    const names: string[] = [];
    for (const file of listFiles(jobsIn, runsIn)) {
      const name = NAME.exec(file)?.[1];
      if (name !== undefined && names.indexOf(name) === -1) names.push(name);
    }
    const found = names.map((name) => openJobJournal(`${jobsIn}\\${name}`));
    const own = found.filter((journal) => {
      const order = orderOf(journal);
      if (order !== null && order.enrolmentId !== enrolmentId) journal.remove();
      return order !== null && order.enrolmentId === enrolmentId;
    });
    return own.sort((a, b) => sequenceOf(a) - sequenceOf(b));
  }

  function keptSequence(): number {
    const kept = readKept(sequencePath);
    if (kept.state !== 'kept') return 0;
    const value = kept.value as { enrolmentId: string; highest: number };
    return value.enrolmentId === enrolmentId ? value.highest : 0;
  }

  return {
    jobs,
    journalOf: (jobId, attempt) => openJobJournal(`${jobsIn}\\${jobId}-${attempt}`),
    highestSequence: () =>
      jobs()
        .map(sequenceOf)
        .concat(keptSequence())
        .reduce((a, b) => Math.max(a, b), 0),
    sequenceTrouble: () =>
      readKept(sequencePath).state === 'damaged' ? `${sequencePath} is damaged. ${REMEDY}` : null,
    keepSequence(highest) {
      writeKept(sequencePath, { enrolmentId, highest });
    },
    earlierOf(slot) {
      const kept = readKept(`${earlierIn}\\${slot}.txt`);
      return kept.state === 'kept' ? (kept.value as Observation) : null;
    },
    keepEarlier(slot, observation) {
      const path = `${earlierIn}\\${slot}.txt`;
      if (!fileExists(path)) writeKept(path, observation);
    },
  };
}
