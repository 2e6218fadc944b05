import { databaseCodesOf } from './database-away';

/** SQLSTATE classes: data exception, integrity constraint violation. */
const DATA_REFUSED = /^2[23]...$/;

/** Whether the database refused the values themselves: the same again is refused for good. */
export function isDataRefused(error: unknown): boolean {
  return databaseCodesOf(error).some((code) => DATA_REFUSED.test(code));
}
