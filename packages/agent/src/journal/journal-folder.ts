import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Observation } from '@teredo-fleet/teredo';
import { writeTextDurably } from '../state/durable-text';
import { JobJournal } from './job-journal';

const NAME = /^([0-9a-f-]{36})-(\d+)\.[ab]$/;

export interface JournalledJob {
  jobId: string;
  attempt: number;
  journal: JobJournal;
}

/** Everything that the agent must not forget about jobs: their journals, the highest sequence, observations kept. */
export class JournalFolder {
  constructor(readonly folder: string) {
    for (const name of ['jobs', 'earlier']) mkdirSync(join(folder, name), { recursive: true, mode: 0o700 });
  }

  /** Every job that has a journal with at least its acceptance. */
  jobs(): JournalledJob[] {
    const names = new Set(
      readdirSync(join(this.folder, 'jobs')).flatMap((name) => NAME.exec(name)?.slice(1, 3).join(' ') ?? []),
    );
    const jobs = [...names].map((name) => {
      const [jobId = '', attempt = ''] = name.split(' ');
      return { jobId, attempt: Number(attempt), journal: this.journalOf(jobId, Number(attempt)) };
    });
    return jobs.filter(({ journal }) => journal.records[0]?.kind === 'accepted');
  }

  journalOf(jobId: string, attempt: number): JobJournal {
    return new JobJournal(join(this.folder, 'jobs', `${jobId}-${attempt}`));
  }

  /** Highest sequence ever accepted under this enrolment; 0 before the first. A journal holds its own job's. */
  highestSequence(enrolmentId: string): number {
    const journalled = this.jobs().flatMap(({ journal }) => {
      const first = journal.records[0];
      return first?.kind === 'accepted' && first.order.enrolmentId === enrolmentId
        ? [first.order.sequence]
        : [];
    });
    return Math.max(this.#keptSequence(enrolmentId), ...journalled);
  }

  #keptSequence(enrolmentId: string): number {
    const path = join(this.folder, 'sequence.json');
    if (!existsSync(path)) return 0;
    const kept = JSON.parse(readFileSync(path, 'utf8')) as { enrolmentId: string; highest: number };
    return kept.enrolmentId === enrolmentId ? kept.highest : 0;
  }

  /** Durable when it returns, so that an old job can't come again after a restart. */
  keepSequence(enrolmentId: string, highest: number): void {
    writeTextDurably(join(this.folder, 'sequence.json'), `${JSON.stringify({ enrolmentId, highest })}\n`);
  }

  #earlierPath(slot: string): string {
    return join(this.folder, 'earlier', `${slot}.json`);
  }

  /** The observation kept beside the machine's earlier values, or null. */
  earlierOf(slot: string): Observation | null {
    const path = this.#earlierPath(slot);
    return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Observation) : null;
  }

  keepEarlier(slot: string, observation: Observation): void {
    if (!existsSync(this.#earlierPath(slot)))
      writeTextDurably(this.#earlierPath(slot), JSON.stringify(observation));
  }
}
