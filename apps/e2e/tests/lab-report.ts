import type { Page } from '@playwright/test';
import { download } from './download';

/** A machine's job as the report that an auditor takes away tells it. */
export interface ReportedJob {
  machine: { hostname: string };
  state: string;
  steps: { step: { kind: string }; outcome: string; exitCode: number | null }[];
  unmet: { fact: string; text: string }[];
  receipts: { user: string | null; displayedAt: string; answeredAt: string }[];
  createdAt: string;
  startedAt: string;
}

/** Takes the report from the rollout's page; its jobs by host name. */
export async function readReport(page: Page): Promise<ReadonlyMap<string, ReportedJob>> {
  const { text } = await download(page, 'JSON report');
  const { rollout } = JSON.parse(text) as { rollout: { jobs: ReportedJob[] } };
  return new Map(rollout.jobs.map((job) => [job.machine.hostname, job]));
}
