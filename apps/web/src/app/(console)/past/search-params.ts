import {
  createLoader,
  createSerializer,
  parseAsBoolean,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import type { PastFilter } from '@/trpc/shapes';
import { severities, some, statuses, verdicts, words } from '../../../filter/filter-params';

/** The moment as it was typed, whose clock showed it, what it is compared with, and which machines. */
export const pastParams = {
  at: parseAsString,
  zone: parseAsString,
  later: parseAsBoolean,
  /** What it is compared with, as it was typed; null: now. */
  until: parseAsString,
  untilLater: parseAsBoolean,
  /** Compared, or the moment alone. */
  view: parseAsStringLiteral(['then', 'since'] as const).withDefault('then'),
  q: parseAsString.withDefault(''),
  status: statuses,
  configured: words,
  effective: words,
  nat: words,
  server: words,
  os: words,
  told: words,
  said: words,
  reachable: verdicts,
  severity: severities,
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

/** Whether the second moment is now. */
export const isUntilNow = ({ until }: Pick<PastParams, 'until'>): boolean => until === null || until === '';

/** The second moment as the server takes it; nothing of it: now. */
export function secondOf({ until, untilLater }: Pick<PastParams, 'until' | 'untilLater'>) {
  if (until === null || isUntilNow({ until })) return {};
  return { until, ...(untilLater === null ? {} : { untilLater }) };
}

/** What another first moment makes of the address: by other clocks a second one would be another moment, so it is now again. */
export function lookAt(
  { zone }: Pick<PastParams, 'zone'>,
  asked: Pick<PastParams, 'at' | 'zone' | 'later'>,
): Partial<PastParams> {
  const second = asked.zone === zone ? {} : { until: null, untilLater: null };
  return { ...asked, ...second, cursor: null };
}

/** The filter as the server takes it; what is not set is undefined. */
export function filterOf(params: PastParams): PastFilter {
  const { q, status, configured, effective, reachable, severity, nat, server, os, told, said } = params;
  return {
    search: q === '' ? undefined : q,
    status: some(status),
    configured: some(configured),
    effective: some(effective),
    reachable: some(reachable),
    severity: some(severity),
    nat: some(nat),
    server: some(server),
    os: some(os),
    told: some(told),
    said: some(said),
  };
}

/** Whether any machine is left out by it. */
export const isNarrowed = (filter: PastFilter): boolean =>
  Object.values(filter).some((condition) => condition !== undefined);

/** A filter as the address says it; null takes a part away. The way back from `filterOf`. */
export function paramsOf(filter: PastFilter) {
  return {
    q: filter.search ?? null,
    status: filter.status ?? null,
    configured: filter.configured ?? null,
    effective: filter.effective ?? null,
    reachable: filter.reachable ?? null,
    severity: filter.severity ?? null,
    nat: filter.nat ?? null,
    server: filter.server ?? null,
    os: filter.os ?? null,
    told: filter.told ?? null,
    said: filter.said ?? null,
  };
}
