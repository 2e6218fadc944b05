import { createLoader, parseAsString } from 'nuqs/server';

/** Ids of the two rollouts. */
export const compareParams = { a: parseAsString, b: parseAsString };
export const loadCompareParams = createLoader(compareParams);
