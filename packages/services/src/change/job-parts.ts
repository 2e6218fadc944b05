import { expandWindows, type Interval, zoneOf } from '../plan/expand-windows';
import type { PlannedPlan } from '../plan/planned-plan';
import type { RepairPlan } from '../plan/repair-plan';
import type { RollbackPlan } from '../plan/rollback-plan';
import type { ChangePlan, SinglePlan, Work } from './change-plan';

/** What a job says of what its plan decides. Times are milliseconds since 1970. */
export type JobParts = Pick<
  SinglePlan,
  'work' | 'notice' | 'windows' | 'witnesses' | 'contactWindowSeconds' | 'verify' | 'notBefore' | 'notAfter'
>;

/** What a plan has to know of a machine. */
export interface PlanMachine {
  id: string;
  /** As its agent told it; null: it told none. */
  timeZone: string | null;
}

/** What the job of a machine says, made at that moment; null: the plan is not for this machine. */
export type JobMaker = (machine: PlanMachine, madeAtMs: number) => JobParts | null;

function singleJobs(plan: SinglePlan): JobMaker {
  const { work, notice, windows, witnesses, contactWindowSeconds, verify, notBefore, notAfter } = plan;
  const parts = { work, notice, windows, witnesses, contactWindowSeconds, verify, notBefore, notAfter };
  return ({ id }) => (plan.machines.includes(id) ? parts : null);
}

/** The plan of a rollout in waves. */
type WavesPlan = PlannedPlan | RollbackPlan | RepairPlan;

function workOf(plan: WavesPlan): (machineId: string) => Work | null {
  if (plan.kind !== 'rollback') return () => plan.work;
  const saved = new Map(plan.members.map(({ machineId, savedByJob }) => [machineId, savedByJob]));
  return (machineId) => {
    const savedByJob = saved.get(machineId);
    return savedByJob === undefined ? null : { kind: 'restore', savedByJob };
  };
}

/** Machines of one zone whose jobs are made at the same moment share their windows. */
function windowsOf(plan: WavesPlan): (timeZone: string | null, fromMs: number) => Interval[] {
  const known = new Map<string, Interval[]>();
  return (timeZone, fromMs) => {
    const zone = zoneOf(timeZone, plan.zoneIfUnknown);
    const key = `${zone} ${fromMs}`;
    const windows = known.get(key) ?? expandWindows(plan.windows, zone, fromMs);
    known.set(key, windows);
    return windows;
  };
}

/**
 * The one place where jobs are derived from a plan: whoever makes jobs asks here, and so does the signer, which refuses
 * every difference. Reads the plan once for all of its machines.
 */
export function jobsOf(plan: ChangePlan): JobMaker {
  if ('machines' in plan) return singleJobs(plan);
  const { notice, witnesses, contactWindowSeconds, verify, startAt, endAt } = plan;
  const [work, windows] = [workOf(plan), windowsOf(plan)];
  return ({ id, timeZone }, madeAtMs) => {
    const own = work(id);
    if (own === null) return null;
    const notBefore = Math.max(madeAtMs, startAt ?? madeAtMs);
    return {
      work: own,
      notice,
      windows: windows(timeZone, notBefore),
      witnesses,
      contactWindowSeconds,
      verify,
      notBefore,
      notAfter: endAt,
    };
  };
}
