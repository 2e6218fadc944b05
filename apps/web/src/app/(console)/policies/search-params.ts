import { parseAsStringLiteral } from 'nuqs/server';

/** Which policies are shown. */
export const policyParams = {
  which: parseAsStringLiteral(['live', 'retired'] as const).withDefault('live'),
};
