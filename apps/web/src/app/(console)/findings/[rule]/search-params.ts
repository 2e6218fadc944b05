import { createLoader, createSerializer, parseAsNumberLiteral } from 'nuqs/server';

/** How many days back. */
export const ruleParams = { days: parseAsNumberLiteral([30, 90, 366] as const).withDefault(30) };

export const loadRuleParams = createLoader(ruleParams);
export const ruleHref = createSerializer(ruleParams);
