import {
  createLoader,
  createSerializer,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import type { MachineFilter, MachineListInput } from '@/trpc/shapes';
import { severities, some, statuses, verdicts, words } from '../../../filter/filter-params';

const CONTACT = ['online', 'stale', 'offline', 'never-seen'] as const;
const ROLE = ['client', 'host-specific-relay', 'relay', 'server', 'none', 'unknown'] as const;
const PLATFORM = ['linux', 'windows', 'wsh', 'simulated'] as const;
const CHANGE = [
  'requested',
  'queued',
  'offered',
  'notifying',
  'deferred',
  'waiting-window',
  'running',
  'verifying',
  'lost-contact',
] as const;
const SORTS = ['hostname', 'lastSeenAt', 'enrolledAt', 'osName', 'reachable', 'severity'] as const;

/** The whole state of the list: filter, order and place. */
export const machineParams = {
  q: parseAsString.withDefault(''),
  scope: words,
  status: statuses,
  contact: parseAsArrayOf(parseAsStringLiteral(CONTACT)).withDefault([]),
  silentSince: parseAsString,
  enrolledSince: parseAsString,
  retiredSince: parseAsString,
  change: parseAsArrayOf(parseAsStringLiteral(CHANGE)).withDefault([]),
  configured: words,
  effective: words,
  nat: words,
  role: parseAsArrayOf(parseAsStringLiteral(ROLE)).withDefault([]),
  reachable: verdicts,
  severity: severities,
  diagnosis: parseAsString,
  platform: parseAsArrayOf(parseAsStringLiteral(PLATFORM)).withDefault([]),
  os: words,
  agentVersion: words,
  label: words,
  server: words,
  application: words,
  finding: words,
  policy: words,
  drifted: parseAsBoolean,
  simulated: parseAsBoolean,
  sort: parseAsStringLiteral(SORTS).withDefault('hostname'),
  direction: parseAsStringLiteral(['asc', 'desc'] as const).withDefault('asc'),
  cursor: parseAsString,
};

export const loadMachineParams = createLoader(machineParams);
export const machinesHref = createSerializer(machineParams);

export type MachineParams = Awaited<ReturnType<typeof loadMachineParams>>;

export const PAGE_SIZE = 50;
/** A list is asked for so many words of one kind at most. */
export const MOST_WORDS = 50;

/** The filter as the server takes it; what is not set is undefined. */
export function filterOf(params: MachineParams): MachineFilter {
  return {
    search: params.q === '' ? undefined : params.q,
    scope: some(params.scope),
    status: some(params.status),
    contact: some(params.contact),
    silentSince: params.silentSince ?? undefined,
    enrolledSince: params.enrolledSince ?? undefined,
    retiredSince: params.retiredSince ?? undefined,
    change: some(params.change),
    configured: some(params.configured),
    effective: some(params.effective),
    nat: some(params.nat),
    role: some(params.role),
    reachable: some(params.reachable),
    severity: some(params.severity),
    diagnosis: params.diagnosis === null ? undefined : [params.diagnosis],
    platform: some(params.platform),
    os: some(params.os),
    agentVersion: some(params.agentVersion),
    label: some(params.label),
    server: some(params.server),
    application: some(params.application),
    finding: some(params.finding),
    policy: some(params.policy),
    drifted: params.drifted ?? undefined,
    simulated: params.simulated ?? undefined,
  };
}

/** A filter as the address says it; null takes a part away. The way back from `filterOf`. */
export function paramsOf(filter: MachineFilter) {
  return {
    q: filter.search ?? null,
    scope: filter.scope ?? null,
    status: filter.status ?? null,
    contact: filter.contact ?? null,
    silentSince: filter.silentSince ?? null,
    enrolledSince: filter.enrolledSince ?? null,
    retiredSince: filter.retiredSince ?? null,
    change: filter.change ?? null,
    configured: filter.configured ?? null,
    effective: filter.effective ?? null,
    nat: filter.nat ?? null,
    role: filter.role ?? null,
    reachable: filter.reachable ?? null,
    severity: filter.severity ?? null,
    diagnosis: filter.diagnosis?.[0] ?? null,
    platform: filter.platform ?? null,
    os: filter.os ?? null,
    agentVersion: filter.agentVersion ?? null,
    label: filter.label ?? null,
    server: filter.server ?? null,
    application: filter.application ?? null,
    finding: filter.finding ?? null,
    policy: filter.policy ?? null,
    drifted: filter.drifted ?? null,
    simulated: filter.simulated ?? null,
  };
}

export function listInputOf(params: MachineParams): MachineListInput {
  return {
    filter: filterOf(params),
    sort: { by: params.sort, direction: params.direction },
    cursor: params.cursor,
    limit: PAGE_SIZE,
  };
}
