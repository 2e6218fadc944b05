import type { ParsedInput } from '../inputs';
import type { FleetSettings } from './settings-store';

type Retention = FleetSettings['retention'];

/** How long rows are kept, as settings are shown and given. */
export function retentionFields(kept: Retention) {
  return {
    observationsKeptDays: kept.observations,
    jobOutputsKeptDays: kept.jobOutputs,
    receiptsKeptDays: kept.receipts,
    auditEntriesKeptDays: kept.auditEntries,
    sessionsKeptDays: kept.sessions,
    alertsKeptDays: kept.alerts,
    bundlesKeptDays: kept.bundles,
  };
}

const given = (days: number | null | undefined, now: number | null): number | null =>
  days === undefined ? now : days;

/** The same with what was given; whoever changes one of them is on record with it. */
export function retentionWith(now: Retention, input: ParsedInput<'settings.set'>, by: string): Retention {
  const kept = {
    observations: given(input.observationsKeptDays, now.observations),
    jobOutputs: given(input.jobOutputsKeptDays, now.jobOutputs),
    receipts: given(input.receiptsKeptDays, now.receipts),
    auditEntries: given(input.auditEntriesKeptDays, now.auditEntries),
    sessions: given(input.sessionsKeptDays, now.sessions),
    alerts: given(input.alertsKeptDays, now.alerts),
    bundles: input.bundlesKeptDays ?? now.bundles,
  };
  const isChanged = Object.entries(kept).some(([kind, days]) => now[kind as keyof Retention] !== days);
  return { ...kept, setBy: isChanged ? by : now.setBy };
}
