import { createLoader, createSerializer, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { PROGRAM_VERDICT_ORDER } from '@/presentation/program-verdict';

/** Machines tell of programs at any time, and a page does not count them anew for each. */
export const LOOK_AGAIN_MS = 30_000;

/** Of one program: which machines, and the place in their list. */
export const programParams = {
  verdict: parseAsStringLiteral(PROGRAM_VERDICT_ORDER),
  cursor: parseAsString,
};

export const loadProgramParams = createLoader(programParams);
export const programHref = createSerializer(programParams);

export type ProgramParams = Awaited<ReturnType<typeof loadProgramParams>>;

export function programInputOf(id: string, { verdict, cursor }: ProgramParams) {
  return { id, ...(verdict === null ? {} : { verdict }), cursor };
}
