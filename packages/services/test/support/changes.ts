import { randomUUID } from 'node:crypto';
import { takeStatuses } from '@teredo-fleet/db';
import type { DesiredState } from '@teredo-fleet/teredo';
import { type StartedChange, type VerbInput, verbs } from '../../src';
import type { TestFleet } from './fleet';

export const ON: DesiredState = {
  teredo: { mode: 'on', type: null, serverName: '192.0.2.1', refreshIntervalSeconds: null, clientPort: null },
  ipv6: 'leave',
  firewall: 'leave',
  allowReboot: false,
  acceptFirewallOff: false,
};

export const OFF: DesiredState = { ...ON, teredo: { ...ON.teredo, mode: 'off' } };

export const POLICY: VerbInput<'machine.toggle'>['notice']['policy'] = {
  kind: 'inform',
  mayRefuse: false,
  minimumNoticeSeconds: 0,
  maxDeferrals: 0,
  minimumDeferralSeconds: 0,
  answerTimeoutSeconds: 60,
  whenNobodyLoggedOn: 'start',
};

export function toggleInput(id: string, changes: Partial<VerbInput<'machine.toggle'>> = {}) {
  return {
    id,
    desired: ON,
    notice: { policy: POLICY },
    reason: 'a test',
    idempotencyKey: randomUUID(),
    ...changes,
  };
}

export function toggle(fleet: TestFleet, id: string, changes: Partial<VerbInput<'machine.toggle'>> = {}) {
  return verbs['machine.toggle'](fleet.as('operator'), toggleInput(id, changes));
}

/** Takes a job to its end the way signer and gateway would have, with one step done. */
export async function finishJob(fleet: TestFleet, started: StartedChange, state: string): Promise<void> {
  const step = {
    step: { kind: 'start-service', service: 'miredo' },
    outcome: 'done',
    exitCode: 0,
    output: '',
    startedAt: fleet.now,
    finishedAt: fleet.now,
  };
  await fleet.admin.query(
    `update job set state = $2, finished_at = $3, payload = '\\x00', signature = '\\x00', signed_at = $3, steps = $4,
       go_ask_id = $5, go_granted_at = $3 where id = $1`,
    [started.jobId, state, new Date(fleet.now), JSON.stringify([step]), randomUUID()],
  );
}

/** Lets a job start, as a grant does. */
export async function grant(fleet: TestFleet, jobId: string): Promise<void> {
  await fleet.admin.query(
    `update job set state = 'running', payload = '\\x00', signature = '\\x00', signed_at = now(), go_ask_id = $2,
       go_granted_at = now() where id = $1 and finished_at is null`,
    [jobId, randomUUID()],
  );
}

/** What the agent of a machine says last of a job, taken in as the gateway takes it. */
export async function reportEnd(
  fleet: TestFleet,
  said: { machineId: string; jobId: string; state: string },
): Promise<void> {
  const at = new Date(fleet.now);
  const nothing = {
    detail: null,
    until: null,
    before: null,
    after: null,
    steps: [],
    unmet: [],
    blockers: [],
  };
  const report = { ...said, attempt: 1, version: 1_000, at, receivedAt: at, ...nothing };
  await grant(fleet, said.jobId);
  const [taken] = await takeStatuses(fleet.database.pool('gateway'), [report]);
  if (taken?.verdict !== 'accepted') throw new Error(`the report was ${taken?.verdict}`);
}
