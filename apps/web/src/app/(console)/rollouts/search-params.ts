import { createLoader, parseAsString } from 'nuqs/server';

export const rolloutParams = { cursor: parseAsString };
export const loadRolloutParams = createLoader(rolloutParams);
export const PAGE_SIZE = 50;
