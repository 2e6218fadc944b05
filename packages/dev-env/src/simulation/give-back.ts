import { promise } from './broken-promise';
import type { DrawnWave, DrawnZone, Happening, PlanFacts } from './drawn-history';
import { type People, REASON } from './people';
import type { SimulationStore } from './simulation-store';
import { TrackedRollout } from './tracked-rollout';

type What = Extract<Happening, { kind: 'roll-back' }>['what'];

/** The plan of a rollout that gives back, as far as it is read here. */
interface GivingPlan extends Omit<PlanFacts, 'kind' | 'notice' | 'windows' | 'waves' | 'limits' | 'isLive'> {
  notice: { policy: PlanFacts['notice'] };
  waves?: readonly DrawnWave[];
  limits?: PlanFacts['limits'];
  members?: readonly { machineId: string }[];
  machines?: readonly { machineId: string }[];
  notAfter?: number;
}

const PLAN = `
select plan, (select coalesce(json_agg(machine_id), '[]') from job where rollout_id = r.id) as asked
from rollout r where id = $1`;

export interface GiveBackParts {
  store: SimulationStore;
  people: People;
  zones: ReadonlyMap<string, DrawnZone>;
}

function factsOf(plan: GivingPlan): PlanFacts {
  const kind = plan.waves === undefined ? 'single' : 'rollback';
  const {
    startAt = null,
    endAt = plan.notAfter ?? Number.POSITIVE_INFINITY,
    contactWindowSeconds,
    verify,
  } = plan;
  const { waves = [], limits = { atOnce: null, perMinute: null } } = plan;
  const notice = plan.notice.policy;
  const when = { startAt, endAt, windows: [] };
  return { kind, ...when, waves, limits, notice, isLive: false, contactWindowSeconds, verify };
}

/** Somebody rolls back the machine, the wave or the whole; null where that is refused. */
export async function giveBack(
  { store, people, zones }: GiveBackParts,
  of: TrackedRollout,
  what: What,
  machineIds: readonly string[],
): Promise<TrackedRollout | null> {
  const wanted =
    what.kind === 'machine' ? ({ kind: 'machine', machineId: machineIds[what.machine]! } as const) : what;
  const order = { id: of.id, what: wanted, reason: REASON, idempotencyKey: people.key() };
  const made = await people.call(people.admin, 'rollout.rollBack', order);
  if (made === null) return null;
  const { rows } = await store.admin.query<{ plan: GivingPlan; asked: string[] }>(PLAN, [made.rolloutId]);
  const { plan, asked } = rows[0]!;
  const facts = factsOf(plan);
  const members = plan.members?.map(({ machineId }) => machineId) ?? asked;
  const wasChanged = (machineId: string) =>
    of.ledger.memberOf(machineId)?.attempts.some(({ goAt }) => goAt !== null) === true;
  promise(members.every(wasChanged), () => `${made.rolloutId} gives back what was never changed`);
  const { house } = of.ledger;
  const kind = facts.kind === 'single' ? 'single' : 'rollback';
  return TrackedRollout.givingBack(made.rolloutId, kind, { facts, house, machineIds: members }, zones);
}
