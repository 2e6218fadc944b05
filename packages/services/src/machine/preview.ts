import type { DesiredState } from '@teredo-fleet/teredo';
import { readBrake } from '../brake/brake-view';
import { DEFAULT_NOTICE_POLICY } from '../change/change-defaults';
import { type Call, defineQuery } from '../core/define-verb';
import { isoOrNull } from '../core/instants';
import { defaultTexts, topicOf } from '../notice/default-notice';
import { policiesAgainst } from '../policy/policies-against';
import { readSettings } from '../settings/settings-store';
import { plannedChange } from './change-preview';
import { findMachine, refuseInactive, type StoredMachine } from './find-machine';
import { activeJobs } from './machine-row';
import { staleBefore } from './machine-source';
import { newestObservation, type SeenMachine } from './newest-observation';

/** Policies that would put the change back. */
async function opposedOf(call: Call, { id, scopeId }: StoredMachine, desired: DesiredState) {
  const opposed = (await policiesAgainst(call, { scopeId, machineId: id }, desired)).get(id) ?? [];
  return opposed.map(
    ({ name, label }) =>
      `The policy “${name}” is enforced here and wants otherwise: after its grace it repairs what is changed now. Change the policy, or take the label “${label}” from this machine first.`,
  );
}

async function warningsOf(call: Call, machine: StoredMachine, seen: SeenMachine | null): Promise<string[]> {
  const { tx, now } = call;
  const { intervals } = await readSettings(tx);
  const contact = await tx.machineContact.findUnique({ where: { machineId: machine.id } });
  const open = (await activeJobs(tx, [machine.id])).get(machine.id);
  const warnings: string[] = [];
  if (machine.status !== 'active') warnings.push(refuseInactive(machine).message);
  if (open) warnings.push('Another change is open on this machine. Wait for its end or cancel it first.');
  if ((await readBrake(tx)).on) warnings.push('The brake is on: the change waits until it is released.');
  if (seen === null) {
    warnings.push(
      'This machine has not been seen yet, so what would change is not known. Its agent decides.',
    );
  } else if (seen.receivedAt < staleBefore(now, intervals.observeSeconds)) {
    warnings.push(
      'This machine was last seen some time ago. Its agent looks again before it changes anything.',
    );
  }
  if (!(contact?.connected ?? false)) {
    warnings.push('This machine is not connected: the change begins when it connects, within one day.');
  }
  return warnings;
}

/** What a change would do, by the very `plan()` that the agent runs. Writes nothing. */
export const previewChange = defineQuery('machine.preview', async (call, { id, desired }) => {
  const machine = await findMachine(call, id);
  const seen = await newestObservation(call.tx, id);
  const { actor } = call;
  const contact = actor.kind === 'user' ? actor : { name: '', email: '' };
  return {
    machineId: id,
    desired,
    ...plannedChange(seen?.observation ?? null, desired),
    basedOnObservedAt: isoOrNull(seen?.observedAt ?? null),
    warnings: [...(await warningsOf(call, machine, seen)), ...(await opposedOf(call, machine, desired))],
    notice: {
      policy: DEFAULT_NOTICE_POLICY,
      texts: defaultTexts(topicOf({ kind: 'apply', desired }), contact),
    },
  };
});
