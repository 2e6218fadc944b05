import type { ParsedInput } from '../inputs';
import type { FleetSettings } from './settings-store';

type Alerts = FleetSettings['alerts'];

/** When something is told of by itself, as settings are shown and given. */
export function alertFields(alerts: Alerts) {
  return {
    alertSilentAtLeast: alerts.silentAtLeast,
    alertSilentPercent: alerts.silentPercent,
    alertFindingsAtLeast: alerts.findingsAtLeast,
    alertFindingsPercent: alerts.findingsPercent,
    alertWaitHours: alerts.waitHours,
    alertExpiryDays: alerts.expiryDays,
  };
}

/** The same with what was given. */
export function alertsWith(now: Alerts, input: ParsedInput<'settings.set'>): Alerts {
  return {
    silentAtLeast: input.alertSilentAtLeast ?? now.silentAtLeast,
    silentPercent: input.alertSilentPercent ?? now.silentPercent,
    findingsAtLeast: input.alertFindingsAtLeast ?? now.findingsAtLeast,
    findingsPercent: input.alertFindingsPercent ?? now.findingsPercent,
    waitHours: input.alertWaitHours ?? now.waitHours,
    expiryDays: input.alertExpiryDays ?? now.expiryDays,
  };
}
