import { createLoader, createSerializer, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { PROGRAM_VERDICT_ORDER } from '@/presentation/program-verdict';

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
