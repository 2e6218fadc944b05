import { auditActorOf, entry } from '../core/audit-entry';
import { type Call, defineChange, unchanged } from '../core/define-verb';
import { canonicalText } from '../core/sha256';
import { ForbiddenError } from '../errors';
import type { ParsedInput } from '../inputs';
import { alertsWith } from './alert-fields';
import { retentionWith } from './retention-fields';
import { type FleetSettings, readSettings, SETTING_GROUPS, writeSettings } from './settings-store';
import { settingsView } from './settings-view';

function withChanges(now: FleetSettings, input: ParsedInput<'settings.set'>, by: string): FleetSettings {
  const { organisationName, reachabilityPeer, probeServer } = input;
  return {
    addresses: {
      publicUrl: input.publicUrl ?? now.addresses.publicUrl,
      agentUrl: input.agentUrl ?? now.addresses.agentUrl,
    },
    organisation: { name: organisationName === undefined ? now.organisation.name : organisationName },
    notices: { usersNamedBy: input.usersNamedBy ?? now.notices.usersNamedBy },
    reachability: {
      peer: reachabilityPeer === undefined ? now.reachability.peer : reachabilityPeer,
      probeServer: probeServer === undefined ? now.reachability.probeServer : probeServer,
    },
    intervals: {
      observeSeconds: input.observeSeconds ?? now.intervals.observeSeconds,
      heartbeatSeconds: input.heartbeatSeconds ?? now.intervals.heartbeatSeconds,
    },
    limits: {
      singleChangesPerOperatorAndDay:
        input.singleChangesPerOperatorAndDay ?? now.limits.singleChangesPerOperatorAndDay,
    },
    approval: { overrideNeedsTwo: input.overrideNeedsTwo ?? now.approval.overrideNeedsTwo },
    alerts: alertsWith(now.alerts, input),
    retention: retentionWith(now.retention, input, by),
  };
}

function pick(settings: FleetSettings, groups: readonly (keyof FleetSettings)[]): Partial<FleetSettings> {
  return Object.fromEntries(groups.map((group) => [group, settings[group]]));
}

/**
 * What bounds how much is changed without a second person's yes, how long there is proof of it, how people are named there, and
 * what is told of by itself.
 */
const GUARDS: readonly (keyof FleetSettings)[] = ['limits', 'approval', 'retention', 'notices', 'alerts'];

function refuseTokenAtGuards({ actor }: Call, touched: readonly (keyof FleetSettings)[]): void {
  if (actor.kind !== 'user' || actor.token === null || !touched.some((group) => GUARDS.includes(group)))
    return;
  throw new ForbiddenError(
    'No API token may change how much is done without a second person, how long proof of it is kept, how people are named in it, nor what is told of by itself: one that was stolen could go round every approval, remove its traces, have people named, or act unseen. Sign in to the dashboard and do it there.',
  );
}

/**
 * Changes the settings given and leaves the others. They hold for every machine and every person, so only somebody who
 * sees every scope may change them.
 */
export const setSettings = defineChange('settings.set', async (call, input) => {
  const { tx } = call;
  if (call.scopes !== '*') {
    throw new ForbiddenError(
      'The settings hold for every scope and you are limited to some. Ask an admin without limits.',
    );
  }
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtext('teredo-fleet settings'))::text`;
  const before = await readSettings(tx);
  const after = withChanges(before, input, auditActorOf(call.actor).name);
  const touched = SETTING_GROUPS.filter(
    (group) => canonicalText(before[group]) !== canonicalText(after[group]),
  );
  if (touched.length === 0) return unchanged(await settingsView(call));
  refuseTokenAtGuards(call, touched);
  await writeSettings(tx, pick(after, touched));
  return {
    result: await settingsView(call),
    entries: [
      entry({ kind: 'settings', id: null, name: touched.join(', ') }, null, {
        before: pick(before, touched),
        after: pick(after, touched),
      }),
    ],
    wake: ['gateway'],
    changed: ['settings'],
  };
});
