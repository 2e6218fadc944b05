import {
  createLoader,
  createSerializer,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import type { PastFilter } from '@/trpc/shapes';

const words = parseAsArrayOf(parseAsString).withDefault([]);

/** The moment as it was typed, whose clock showed it, what it is compared with, and which machines. */
export const pastParams = {
  at: parseAsString,
  zone: parseAsString,
  later: parseAsBoolean,
  /** Compared with now, or the moment alone. */
  view: parseAsStringLiteral(['then', 'since'] as const).withDefault('then'),
  q: parseAsString.withDefault(''),
  configured: words,
  effective: words,
  reachable: parseAsArrayOf(parseAsStringLiteral(['yes', 'no', 'unknown'] as const)).withDefault([]),
  severity: parseAsArrayOf(parseAsStringLiteral(['ok', 'info', 'warning', 'problem'] as const)).withDefault(
    [],
  ),
  cursor: parseAsString,
};

export const loadPastParams = createLoader(pastParams);
export const pastHref = createSerializer(pastParams);

export type PastParams = Awaited<ReturnType<typeof loadPastParams>>;

/** The moment that the address names; null: none yet. */
export function momentOf({ at, zone, later }: Pick<PastParams, 'at' | 'zone' | 'later'>) {
  if (at === null || at === '') return null;
  return { at, ...(zone === null ? {} : { timeZone: zone }), ...(later === null ? {} : { later }) };
}

export function filterOf({ q, configured, effective, reachable, severity }: PastParams): PastFilter {
  return {
    ...(q === '' ? {} : { search: q }),
    ...(configured.length === 0 ? {} : { configured }),
    ...(effective.length === 0 ? {} : { effective }),
    ...(reachable.length === 0 ? {} : { reachable }),
    ...(severity.length === 0 ? {} : { severity }),
  };
}
