import { type Call, defineQuery } from '../core/define-verb';
import { isoOrNull } from '../core/instants';
import { inScopes } from '../core/scopes';
import { utcText } from '../core/utc-text';
import { NotFoundError } from '../errors';
import type { RolloutDifference, RolloutOutcome } from '../views';
import { fieldName } from './plan-faults';
import type { PlanRow } from './stored-plan';

const NOTHING = 'not set';

/** Parts of a plan that are moments, milliseconds since 1970. */
const MOMENTS: readonly string[] = ['startAt', 'endAt'];

/** Every value of a plan by its path; lists of plain values are one value. */
function valuesOf(value: unknown, path = ''): [string, string][] {
  if (value === null || value === undefined) return [[path, NOTHING]];
  if (typeof value !== 'object') return [[path, String(value)]];
  const isPlainList = Array.isArray(value) && value.every((one) => typeof one !== 'object');
  if (isPlainList) return [[path, value.length === 0 ? NOTHING : value.join(', ')]];
  return Object.entries(value).flatMap(([key, inner]) =>
    // The machines of a rollback are no part of what was chosen.
    path === '' && key === 'members' ? [] : valuesOf(inner, path === '' ? key : `${path}.${key}`),
  );
}

const wordsOf = (path: string, text: string): string =>
  MOMENTS.includes(path) && text !== NOTHING ? utcText(Number(text)) : text;

function differencesOf(a: PlanRow, b: PlanRow): RolloutDifference[] {
  const [left, right] = [new Map(valuesOf(a.plan)), new Map(valuesOf(b.plan))];
  const paths = [...new Set([...left.keys(), ...right.keys()])];
  return paths.flatMap((path) => {
    const [one, other] = [left.get(path) ?? NOTHING, right.get(path) ?? NOTHING];
    if (one === other) return [];
    return [{ path, label: fieldName(path), a: wordsOf(path, one), b: wordsOf(path, other) }];
  });
}

async function outcomeOf({ tx }: Call, row: PlanRow): Promise<RolloutOutcome> {
  const { id, name, kind, state } = row;
  const states = await tx.job.groupBy({
    by: ['state'],
    where: { rolloutId: id },
    _count: { _all: true },
  });
  const members = await tx.rolloutMember.count({ where: { rolloutId: id } });
  const jobStates = Object.fromEntries(states.map(({ state: job, _count }) => [job, _count._all]));
  const jobs = Object.values(jobStates).reduce((sum, count) => sum + count, 0);
  return {
    id,
    name,
    kind,
    state,
    startedAt: isoOrNull(row.startedAt),
    finishedAt: isoOrNull(row.finishedAt),
    machines: members > 0 ? members : jobs,
    jobStates,
  };
}

/** What two rollouts say differently, and how each of them went. */
export const compareRollouts = defineQuery('rollout.compare', async (call, { ids }) => {
  const rows = await call.tx.rollout.findMany({ where: { id: { in: ids }, ...inScopes(call.scopes) } });
  const [a, b] = ids.map((id) => rows.find((row) => row.id === id));
  if (a === undefined || b === undefined) throw new NotFoundError('rollout');
  return {
    differences: differencesOf(a, b),
    outcomes: [await outcomeOf(call, a), await outcomeOf(call, b)],
  };
});
