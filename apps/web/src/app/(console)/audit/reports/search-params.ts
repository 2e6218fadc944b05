import { createLoader, parseAsString } from 'nuqs/server';

export const reportsParams = { cursor: parseAsString };

export const loadReportsParams = createLoader(reportsParams);

const PAGE_SIZE = 50;

export const reportsInputOf = ({ cursor }: { cursor: string | null }) => ({ cursor, limit: PAGE_SIZE });
