import {
  type ExecutableFacts,
  judgeProgram,
  levelConfidenceOf,
  type ProgramJudgement,
  type ProgramReport,
} from '@teredo-fleet/teredo';
import { isoOrNull } from '../core/instants';
import type { ProgramState } from '../views';
import { programReportSchema } from './read-report';

/** What is kept of a program on a machine; nulls: nothing was told. */
export interface ProgramRecord {
  report: unknown;
  since: Date | null;
  reported_at: Date | null;
}

const NOT_TOLD =
  'The agent has told nothing of it yet. It looks within minutes of its next connection; an agent that is older than this server does not look at all: update it.';

/** Functions that decide go first; those that tell nothing are left out. */
function functionsOf({ socketFunctions }: ExecutableFacts) {
  return socketFunctions.filter(({ kind }) => kind !== 'other');
}

function fileOf({ file, facts }: ProgramReport): ProgramState['file'] {
  if (file === null) return null;
  return { ...file, machine: facts?.machine ?? null, isManaged: facts?.isManaged ?? false };
}

function demandsOf(judged: ProgramJudgement, report: ProgramReport) {
  const { sockets, protectionLevel: level, exception } = judged;
  const facts = report.facts;
  return {
    sockets: sockets && {
      verdict: sockets.verdict,
      text: sockets.evidence.text,
      functions: facts === null ? [] : functionsOf(facts),
    },
    protectionLevel: level && {
      verdict: level.verdict,
      text: level.evidence.text,
      confidence: levelConfidenceOf(level.evidence),
      names: level.evidence.names,
    },
    exception: exception && { ...exception, kind: report.exception },
  };
}

/** A program on a machine as pages show it, judged anew by what was told of it. */
export function programState({ report: kept, since, reported_at: reportedAt }: ProgramRecord): ProgramState {
  if (reportedAt === null) {
    const nothing = { sockets: null, protectionLevel: null, exception: null, file: null };
    return { verdict: 'not-told', text: NOT_TOLD, ...nothing, since: null, reportedAt: null };
  }
  const report = programReportSchema.parse(kept);
  const judged = judgeProgram(report);
  return {
    verdict: judged.verdict,
    text: judged.text,
    ...demandsOf(judged, report),
    file: fileOf(report),
    since: isoOrNull(since),
    reportedAt: isoOrNull(reportedAt),
  };
}
