import { nameText, type ProgramReportMessage } from '@teredo-fleet/protocol';
import { judgeProgram, type ProgramReport, type ProgramVerdict } from '@teredo-fleet/teredo';
import * as z from 'zod';

const name = nameText(0, 200);
const socketFunction = z.object({
  name,
  library: name,
  kind: z.enum(['ipv4-only', 'dual-stack', 'either', 'socket', 'through', 'other']),
  isDelayed: z.boolean(),
  ordinal: z.int().min(0).max(65_535).nullable(),
});
const facts = z.object({
  kind: z.enum(['empty', 'pe', 'dos', 'windows-16', 'linear', 'elf', 'other']),
  machine: z.enum(['x86', 'x64', 'arm', 'arm64', 'ia64', 'other']).nullable(),
  isManaged: z.boolean(),
  libraries: z.array(name).max(60),
  socketFunctions: z.array(socketFunction).max(120),
  gap: z.enum(['headers', 'imports', 'metadata', 'packed', 'cut-off']).nullable(),
  protectionLevel: z.union([z.object({ offset: z.int().min(0) }), z.object({ member: name })]).nullable(),
});

/** What an agent says of a program, as it is kept. A word that is not known here, as of a newer agent, is not understood. */
export const programReportSchema = z.object({
  outcome: z
    .enum([
      'inspected',
      'missing',
      'not-a-file',
      'link',
      'unreadable',
      'too-slow',
      'refused',
      'not-supported',
    ])
    .catch('unreadable'),
  file: z
    .object({ size: z.int().min(0), modifiedAt: z.int() })
    .nullable()
    .catch(null),
  exception: z
    .enum([
      'with-edge',
      'deferred',
      'allowed',
      'limited',
      'without-edge',
      'blocked',
      'none',
      'not-applicable',
      'unknown',
    ])
    .catch('unknown'),
  facts: facts.nullable().catch(null),
});

/** What was told, so far as it can be read, and what follows from it. */
export function readProgramReport(said: Omit<ProgramReportMessage, 'type' | 'n' | 'at' | 'programId'>): {
  verdict: ProgramVerdict;
  report: ProgramReport;
} {
  const report = programReportSchema.parse(said);
  return { verdict: judgeProgram(report).verdict, report };
}
