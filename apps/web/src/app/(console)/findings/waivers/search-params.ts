import { createLoader, createSerializer, parseAsString, parseAsStringLiteral } from 'nuqs/server';

/** Which waivers, and the place in their list. */
export const waiverParams = {
  which: parseAsStringLiteral(['holding', 'ended'] as const).withDefault('holding'),
  rule: parseAsString,
  cursor: parseAsString,
};

export const loadWaiverParams = createLoader(waiverParams);
export const waiversHref = createSerializer(waiverParams);

export type WaiverParams = Awaited<ReturnType<typeof loadWaiverParams>>;

export function waiverInputOf({ which, rule, cursor }: WaiverParams) {
  return { which, ...(rule === null ? {} : { ruleId: rule }), cursor };
}
