import type { StatusMessage } from '@teredo-fleet/protocol';
import * as z from 'zod';
import { observationSchema } from './observation-schema';

/** The parts of a status report that screens and reports read field by field. */
export type ReportFacts = Pick<StatusMessage, 'steps' | 'before' | 'after' | 'unmet' | 'blockers'>;

const UNNAMED = 'unnamed';
const words = z.string().max(1_000).catch('');
const name = z.string().min(1).max(200).catch(UNNAMED);

const step = z.looseObject({ kind: name });
const unmet = z.object({ fact: name, wanted: words, found: words, text: words });
const blocker = z.object({ code: name, text: words });

/** The observation without its raw text, or null when it can't be read as one. */
function readableObservation(said: Record<string, unknown> | null): Record<string, unknown> | null {
  if (said === null) return null;
  const parsed = observationSchema.safeParse({ ...said, evidence: [] });
  if (!parsed.success) return null;
  const { evidence: _, ...facts } = parsed.data;
  return facts;
}

/**
 * What a machine says of its job, so far as it has the shape that readers rely on: an agent that says something else,
 * by mistake or on purpose, spoils its own report and no page. An observation that can't be read counts as not read.
 */
export function readableReport(said: ReportFacts): ReportFacts {
  return {
    steps: said.steps.map((one) => ({ ...one, step: step.parse(one.step) })),
    before: readableObservation(said.before),
    after: readableObservation(said.after),
    unmet: said.unmet.map((one) => unmet.parse(one)),
    blockers: said.blockers.map((one) => blocker.parse(one)),
  };
}
