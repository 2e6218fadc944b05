import { nameText, type StatusMessage, type StepResult } from '@teredo-fleet/protocol';
import * as z from 'zod';
import { observationSchema } from './observation-schema';
import { textOfPrinted } from './printed-text';
import { readableText, readableValue } from './readable-text';

/** The parts of a status report that screens and reports read field by field. */
export type ReportFacts = Pick<StatusMessage, 'detail' | 'steps' | 'before' | 'after' | 'unmet' | 'blockers'>;

/** A step as it is kept: what it printed as base64, so that no terminal or page meets its control characters. */
export type KeptStep = Omit<StepResult, 'printed'> & { printed?: { codePage: number; base64: string } };

export type KeptReport = Omit<ReportFacts, 'steps'> & { steps: KeptStep[] };

const LONGEST_OUTPUT = 4000;

function keptStep({ printed, output, ...said }: StepResult): KeptStep {
  const kept = {
    ...said,
    output: readableText(textOfPrinted(output, printed)).slice(0, LONGEST_OUTPUT),
    step: step.parse(readableValue(said.step)),
  };
  if (printed === undefined) return kept;
  const base64 = Buffer.from(printed.bytes, 'latin1').toString('base64');
  return { ...kept, printed: { codePage: printed.codePage, base64 } };
}

const UNNAMED = 'unnamed';
const words = z.string().max(1_000).overwrite(readableText).catch('');
const name = nameText(1, 200).catch(UNNAMED);

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
export function readableReport(said: ReportFacts): KeptReport {
  return {
    detail: said.detail === null ? null : readableText(said.detail),
    steps: said.steps.map(keptStep),
    before: readableObservation(said.before),
    after: readableObservation(said.after),
    unmet: said.unmet.map((one) => unmet.parse(one)),
    blockers: said.blockers.map((one) => blocker.parse(one)),
  };
}
