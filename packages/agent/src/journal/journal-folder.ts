import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { JobOrder } from '@teredo-fleet/agent-core';
import type { Observation } from '@teredo-fleet/teredo';
import { readKeptValue, writeKeptValue } from '../state/kept-value';
import { StateError } from '../state/state-error';
import { JobJournal } from './job-journal';
import { readSequence, writeSequence } from './sequence-file';

const NAME = /^([0-9a-f-]{36})-(\d+)\.[ab]$/;

export interface JournalledJob {
  jobId: string;
  attempt: number;
  order: JobOrder;
  journal: JobJournal;
}

/** Everything that the agent must not forget about jobs: their journals, the highest sequence, observations kept. */
export class JournalFolder {
  constructor(readonly folder: string) {
    for (const name of ['jobs', 'earlier']) mkdirSync(join(folder, name), { recursive: true, mode: 0o700 });
  }

  /** Every job that has a journal with at least its acceptance, in the order in which they were accepted. */
  jobs(): JournalledJob[] {
    const names = new Set(
      readdirSync(join(this.folder, 'jobs')).flatMap((name) => NAME.exec(name)?.slice(1, 3).join(' ') ?? []),
    );
    const jobs = [...names].flatMap((name) => {
      const [jobId = '', attempt = ''] = name.split(' ');
      const journal = this.journalOf(jobId, Number(attempt));
      const first = journal.records[0];
      return first?.kind === 'accepted'
        ? [{ jobId, attempt: Number(attempt), order: first.order, journal }]
        : [];
    });
    return jobs.sort((a, b) => a.order.sequence - b.order.sequence);
  }

  journalOf(jobId: string, attempt: number): JobJournal {
    return new JobJournal(join(this.folder, 'jobs', `${jobId}-${attempt}`));
  }

  /**
   * Highest sequence ever accepted under this enrolment; 0 before the first. A journal holds its own job's. Throws
   * StateError `damaged` when that can't be told any more.
   */
  highestSequence(enrolmentId: string): number {
    const own = this.jobs().filter(({ order }) => order.enrolmentId === enrolmentId);
    return Math.max(readSequence(this.folder, enrolmentId), ...own.map(({ order }) => order.sequence));
  }

  /** Durable when it returns. */
  keepSequence(enrolmentId: string, highest: number): void {
    writeSequence(this.folder, { enrolmentId, highest });
  }

  #earlierPath(slot: string): string {
    return join(this.folder, 'earlier', `${slot}.json`);
  }

  /** The observation kept beside the machine's earlier values; null: none is, or none that can be relied on. */
  earlierOf(slot: string): Observation | null {
    try {
      return readKeptValue<Observation>(this.#earlierPath(slot), '');
    } catch (error) {
      if (error instanceof StateError) return null;
      throw error;
    }
  }

  keepEarlier(slot: string, observation: Observation): void {
    const path = this.#earlierPath(slot);
    if (!existsSync(path)) writeKeptValue(path, observation);
  }
}
