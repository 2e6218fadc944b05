import { expect, it } from 'vitest';
import { countMembers } from '../src';
import { ENDED_JOB_STATES } from '../src/sql/job-states';
import {
  insertContact,
  insertJob,
  insertMachine,
  insertRollout,
  type JobRest,
  type RolloutRef,
} from '../src/testing';
import { useJobDatabase } from './support/job-scene';

const { pool, admin } = useJobDatabase();

/** A planned rollout of two waves, of which the first opened an hour ago. */
async function makePlanned(): Promise<RolloutRef> {
  const { scopeId } = await insertMachine(admin());
  const rollout = await insertRollout(admin(), scopeId, { kind: 'planned' });
  await admin().query(
    `insert into rollout_wave (rollout_id, number, scope_id, name, selection, gate, patience_seconds, opened_at)
     values ($1, 0, $2, 'canary', '{}', '{}', 60, now() - interval '1 hour'), ($1, 1, $2, 'rest', '{}', '{}', 60, null)`,
    [rollout.id, scopeId],
  );
  return rollout;
}

interface MemberRest {
  wave?: number | null;
  excluded?: unknown;
  late?: boolean;
  acknowledgedAttempt?: number;
  /** Seconds ago; null: never. */
  seen?: number | null;
  /** Of its jobs, oldest first. */
  jobs?: JobRest[];
  /** The one that counts; its newest job's, unless said otherwise. */
  attempt?: number;
  status?: string;
}

async function addMember(rollout: RolloutRef, rest: MemberRest = {}): Promise<void> {
  const machine = await insertMachine(admin(), { status: rest.status ?? 'active' });
  const { wave = 0, excluded = null, late = false, acknowledgedAttempt = null, seen = 0 } = rest;
  await admin().query(
    `insert into rollout_member (rollout_id, machine_id, scope_id, wave, reason, excluded, late_at, acknowledged_attempt, attempt)
     values ($1, $2, $3, $4, '{}', $5, case when $6 then now() end, $7, $8)`,
    [
      rollout.id,
      machine.id,
      rollout.scopeId,
      wave,
      excluded === null ? null : JSON.stringify(excluded),
      late,
      acknowledgedAttempt,
      rest.attempt ?? Math.max(1, rest.jobs?.length ?? 0),
    ],
  );
  if (seen !== null) await insertContact(admin(), machine.id, { seenSecondsAgo: seen });
  for (const [index, { state = 'offered', ...job }] of (rest.jobs ?? []).entries()) {
    const { id } = await insertJob(admin(), rollout, machine, { attempt: index + 1, ...job });
    const ended = (ENDED_JOB_STATES as readonly string[]).includes(state);
    await admin().query(
      'update job set state = $2, finished_at = case when $3 then now() end where id = $1',
      [id, state, ended],
    );
  }
}

const plain = {
  wave: 0,
  excluded: false,
  late: false,
  state: null,
  begun: false,
  acknowledged: false,
  provisional: false,
  unreached: false,
};

it('counts machines by wave, by what became of the newest attempt and by what else a gate asks', async () => {
  const rollout = await makePlanned();
  await addMember(rollout);
  await addMember(rollout, { seen: 7200 });
  await addMember(rollout, { seen: null });
  await addMember(rollout, { jobs: [{ state: 'failed' }, { state: 'offered' }], acknowledgedAttempt: 1 });
  await addMember(rollout, { jobs: [{ state: 'running', goGranted: 5 }] });
  await addMember(rollout, { jobs: [{ state: 'failed' }], acknowledgedAttempt: 1 });
  await addMember(rollout, { jobs: [{ state: 'failed' }] });
  await addMember(rollout, { jobs: [{ state: 'lost-contact', goGranted: 500, notAfter: 60 }] });
  await addMember(rollout, {
    jobs: [{ state: 'lost-contact', goGranted: 500, notBefore: -600, notAfter: -60 }],
  });
  await addMember(rollout, { excluded: { kind: 'retired' } });
  await addMember(rollout, { late: true, seen: 7200 });
  await addMember(rollout, { wave: 1, seen: 7200 });
  await addMember(rollout, { wave: null, late: true, jobs: [{ state: 'verified' }] });
  const counted = await countMembers(pool('engine'), rollout.id);
  expect(counted).toHaveLength(12);
  expect(counted).toEqual(
    expect.arrayContaining([
      { ...plain, machines: 1 },
      { ...plain, unreached: true, machines: 2 },
      { ...plain, state: 'offered', machines: 1 },
      { ...plain, state: 'running', begun: true, machines: 1 },
      { ...plain, state: 'failed', acknowledged: true, machines: 1 },
      { ...plain, state: 'failed', machines: 1 },
      { ...plain, state: 'lost-contact', begun: true, provisional: true, machines: 1 },
      { ...plain, state: 'lost-contact', begun: true, machines: 1 },
      { ...plain, excluded: true, machines: 1 },
      { ...plain, late: true, unreached: true, machines: 1 },
      { ...plain, wave: 1, machines: 1 },
      { ...plain, wave: null, late: true, state: 'verified', machines: 1 },
    ]),
  );
});

it('counts one that is to be tried again as waiting, and one that is quarantined before it was asked as that', async () => {
  const rollout = await makePlanned();
  await addMember(rollout, { jobs: [{ state: 'failed' }], attempt: 2, acknowledgedAttempt: 1 });
  await addMember(rollout, { status: 'quarantined' });
  await addMember(rollout, { status: 'quarantined', jobs: [{ state: 'verified' }] });
  const counted = await countMembers(pool('engine'), rollout.id);
  expect(counted).toHaveLength(3);
  expect(counted).toEqual(
    expect.arrayContaining([
      { ...plain, machines: 1 },
      { ...plain, state: 'quarantined', machines: 1 },
      { ...plain, state: 'verified', machines: 1 },
    ]),
  );
});

it('counts nobody of another rollout, and nobody at all where none was planned', async () => {
  const [one, other] = [await makePlanned(), await makePlanned()];
  await addMember(one);
  expect(await countMembers(pool('engine'), other.id)).toEqual([]);
});
