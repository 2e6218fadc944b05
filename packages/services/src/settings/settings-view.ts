import { readBrake } from '../brake/brake-view';
import type { Call } from '../core/define-verb';
import { sha256 } from '../core/sha256';
import type { SettingsView } from '../views';
import { alertFields } from './alert-fields';
import { retentionFields } from './retention-fields';
import { readSettings } from './settings-store';

/** `ab:cd:...`, as people compare it over the phone. */
function fingerprint(key: Uint8Array): string {
  return sha256(key).toString('hex').match(/../g)!.join(':');
}

export async function settingsView({ tx, context }: Call): Promise<SettingsView> {
  const { keys } = context.ports;
  const [settings, brake] = [await readSettings(tx), await readBrake(tx)];
  return {
    ...settings.addresses,
    organisationName: settings.organisation.name,
    ...settings.notices,
    reachabilityPeer: settings.reachability.peer,
    probeServer: settings.reachability.probeServer,
    ...settings.intervals,
    ...settings.limits,
    ...settings.approval,
    ...alertFields(settings.alerts),
    ...retentionFields(settings.retention),
    brake,
    fingerprints: {
      channelKey: fingerprint(await keys.channelPublicKey()),
      jobKey: fingerprint(await keys.jobPublicKey()),
    },
  };
}
