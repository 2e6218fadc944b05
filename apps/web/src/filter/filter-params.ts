import { parseAsArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs/server';

/** Conditions of a filter as addresses have them, of machines now or at a moment. */
export const words = parseAsArrayOf(parseAsString).withDefault([]);
export const statuses = parseAsArrayOf(
  parseAsStringLiteral(['pending', 'active', 'quarantined', 'retired'] as const),
).withDefault([]);
export const verdicts = parseAsArrayOf(parseAsStringLiteral(['yes', 'no', 'unknown'] as const)).withDefault(
  [],
);
export const severities = parseAsArrayOf(
  parseAsStringLiteral(['problem', 'warning', 'info', 'ok'] as const),
).withDefault([]);

/** A condition as the server takes it: undefined where it is not set. */
export const some = <T>(values: T[]): T[] | undefined => (values.length > 0 ? values : undefined);
