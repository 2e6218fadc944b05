import { sql } from '@teredo-fleet/db';
import { type Call, defineQuery } from '../core/define-verb';
import { iso, isoOrNull } from '../core/instants';
import { withRuleTitles } from '../finding/rule-titles';
import { standing } from '../finding/stood-at';
import { findMachine } from '../machine/find-machine';
import type { PastJob, PastMachine, PastReceipt, PastVerdict } from '../views';
import { momentOf } from './moment';
import { momentView } from './moment-view';
import { asState, pastSource, RECEIPT_AT, type StoredState, saidBy, stateView } from './past-source';

interface About {
  machineId: string;
  at: Date;
}

async function stateOf(
  { tx }: Call,
  { machineId, at }: About,
): Promise<Pick<PastMachine, 'status' | 'state'>> {
  const [found] = await tx.$queryRaw<{ status: PastMachine['status']; state: StoredState }[]>(sql`
    select e.status, ${asState(sql`f`)} as state from ${pastSource(at)} where m.id = ${machineId}::uuid`);
  return { status: found?.status ?? null, state: stateView(found?.state ?? null) };
}

async function observationOf({ tx }: Call, { machineId, at }: About): Promise<unknown> {
  const [found] = await tx.$queryRaw<{ observation: unknown }[]>(sql`
    select observation - 'evidence' as observation from observation_history
    where machine_id = ${machineId}::uuid and observed_at <= ${at} order by observed_at desc limit 1`);
  return found?.observation ?? null;
}

async function verdictsOf(call: Call, { machineId, at }: About): Promise<PastVerdict[]> {
  const found = await call.tx.machineFinding.findMany({
    where: { machineId, ...standing(at) },
    orderBy: { ruleId: 'asc' },
  });
  const said = found.map(({ ruleId, ruleVersion, verdict, since }) => ({
    ruleId,
    ruleVersion,
    verdict,
    since: iso(since),
  }));
  return withRuleTitles(call, said);
}

/** States as their reports had come in by then: what a machine said later counts from when it said so. */
async function jobsOf({ tx }: Call, { machineId, at }: About): Promise<PastJob[]> {
  const found = await tx.$queryRaw<(Omit<PastJob, 'at'> & { at: Date })[]>(sql`
    with stood as (
      select j.id, j.rollout_id, j.finished_at, j.created_at, e.state, e.received_at, e.detail
      from job j left join lateral (
        select state, received_at, detail from job_event e
        where e.job_id = j.id and e.accepted and e.received_at <= ${at} order by e.received_at desc, e.id desc limit 1
      ) e on true
      where j.machine_id = ${machineId}::uuid and j.created_at <= ${at}
    )
    select id, rollout_id as "rolloutId", coalesce(state, 'requested') as state, coalesce(received_at, created_at) as at, detail
    from stood
    where finished_at is null or finished_at > ${at}
      or id = (select id from stood where finished_at <= ${at} order by finished_at desc, id desc limit 1)
    order by created_at desc, id desc`);
  return found.map((job) => ({ ...job, at: iso(job.at) }));
}

interface StoredReceipt extends Omit<PastReceipt, 'displayedAt' | 'answeredAt' | 'deferredUntil'> {
  displayedAt: Date | null;
  answeredAt: Date | null;
  deferredUntil: Date | null;
}

async function receiptsOf({ tx }: Call, jobIds: readonly string[], at: Date): Promise<PastReceipt[]> {
  const isAnswered = sql`${RECEIPT_AT} <= ${at}`;
  const found = await tx.$queryRaw<StoredReceipt[]>(sql`
    select r.job_id as "jobId", r.session, r.user_name as user, r.channel, r.language,
      case when ${isAnswered} or r.displayed_at <= ${at} then r.displayed_at end as "displayedAt",
      case when ${isAnswered} then r.answer end as answer,
      case when ${isAnswered} then r.answered_at end as "answeredAt",
      case when ${isAnswered} then r.deferred_until end as "deferredUntil",
      case when ${isAnswered} then r.overridden_by else '{}' end as "overriddenBy"
    from receipt r where r.job_id = any(${[...jobIds]}::uuid[]) and ${saidBy(at)}
    order by r.deferrals, r.session`);
  return found.map((one) => ({
    ...one,
    displayedAt: isoOrNull(one.displayedAt),
    answeredAt: isoOrNull(one.answeredAt),
    deferredUntil: isoOrNull(one.deferredUntil),
  }));
}

/** Everything that is known of a machine at a moment: what it was, what rules said, what changed, and who had been told. */
export const pastMachine = defineQuery(
  'past.machine',
  async (call, { id, ...asked }): Promise<PastMachine> => {
    const { hostname } = await findMachine(call, id);
    const moment = momentOf(asked, call.now);
    const about = { machineId: id, at: moment.instant };
    const jobs = await jobsOf(call, about);
    return {
      ...(await momentView(call, moment)),
      id,
      hostname,
      ...(await stateOf(call, about)),
      observation: await observationOf(call, about),
      verdicts: await verdictsOf(call, about),
      jobs,
      receipts: await receiptsOf(
        call,
        jobs.map((job) => job.id),
        moment.instant,
      ),
    };
  },
);
