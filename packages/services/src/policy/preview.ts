import { sql } from '@teredo-fleet/db';
import { type DesiredState, judgePolicy, type Observation, type PolicyJudgement } from '@teredo-fleet/teredo';
import { type Call, defineQuery } from '../core/define-verb';
import type { ParsedInput } from '../inputs';
import { chooseScope } from '../scope/choose-scope';
import type { PolicyConflict, PolicyPreview } from '../views';
import { type ConflictSide, conflictsOf } from './conflicts';
import { desiredHashOf } from './policy-content';
import { NOTHING_FOUND } from './policy-counts';
import { readPolicy, standardTextsOf } from './read-policy';
import { findPolicy } from './stored-policy';
import { countUntaken } from './untaken';
import { writtenPolicy } from './written-policy';

/** Machines looked at one by one: of more, the first ones by id, which is by nothing that matters here. */
const MOST_LOOKED = 20_000;
const AT_ONCE = 1000;
const MOST_EXAMPLES = 10;

interface Looked {
  id: string;
  hostname: string;
  labels: string[];
  observation: Observation | null;
}

async function* machinesOf({ tx }: Call, scopeId: string, label: string): AsyncGenerator<Looked> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (let looked = 0; looked < MOST_LOOKED; looked += AT_ONCE) {
    const rows = await tx.$queryRaw<Looked[]>(sql`
      select m.id, m.hostname, m.labels, f.observation
      from machine m left join machine_facts f on f.machine_id = m.id
      where m.scope_id = ${scopeId}::uuid and m.status = 'active' and m.labels @> array[${label}::text] and m.id > ${after}::uuid
      order by m.id limit ${AT_ONCE}::int`);
    yield* rows;
    if (rows.length < AT_ONCE) return;
    after = rows.at(-1)!.id;
  }
}

/** Why a machine is not as wanted, in a sentence. */
function textOf({ verdict, blockers, unmet }: PolicyJudgement): string {
  if (verdict === 'drifted') return 'A change would mend it.';
  const [blocker] = blockers;
  if (blocker !== undefined) return blocker.text;
  return unmet[0]?.text ?? 'It was never seen.';
}

type Counts = PolicyPreview['counts'];

function countStanding(
  counts: Counts,
  labels: readonly string[],
  conflicts: readonly PolicyConflict[],
): void {
  const here = conflicts.filter(({ policy }) => labels.includes(policy.label));
  if (here.some(({ outcome }) => outcome === 'other')) counts.yields += 1;
  else if (here.some(({ outcome }) => outcome === 'undecided')) counts.undecided += 1;
}

async function look(call: Call, side: ConflictSide, conflicts: readonly PolicyConflict[]) {
  const counts = { ...NOTHING_FOUND };
  const examples: PolicyPreview['examples'] = [];
  let looked = 0;
  for await (const { id, hostname, labels, observation } of machinesOf(call, side.scopeId, side.label)) {
    const judged = judgePolicy(observation, side.desired);
    looked += 1;
    counts[judged.verdict] += 1;
    countStanding(counts, labels, conflicts);
    if (judged.verdict !== 'compliant' && examples.length < MOST_EXAMPLES) {
      examples.push({ id, hostname, verdict: judged.verdict, steps: judged.steps, text: textOf(judged) });
    }
  }
  counts.machines = await call.tx.machine.count({
    where: { scopeId: side.scopeId, status: 'active', labels: { has: side.label } },
  });
  return { counts, looked, examples };
}

async function scopeOf(call: Call, { id, scopeId }: ParsedInput<'policy.preview'>): Promise<string> {
  if (id !== undefined) return (await findPolicy(call, id)).scopeId;
  return (await chooseScope(call.tx, call.scopes, scopeId)).id;
}

/** What a policy would find now, and which others want something else of the same machines. It writes nothing. */
export const previewPolicy = defineQuery('policy.preview', async (call, input) => {
  const scopeId = await scopeOf(call, input);
  const written = await writtenPolicy(call, input, { scopeId, version: 1 });
  const reading = await readPolicy(call, written);
  const said = {
    faults: reading.ok ? [] : reading.faults,
    standardTexts: standardTextsOf(written),
    untaken: reading.ok ? (await countUntaken(call, reading.content)).untaken : 0,
  };
  const desired = input.draft.work?.desired as DesiredState | undefined;
  if (desired === undefined)
    return { counts: { ...NOTHING_FOUND }, looked: 0, conflicts: [], examples: [], ...said };
  const side: ConflictSide = {
    id: input.id ?? null,
    scopeId,
    label: input.label,
    acts: input.mode === 'enforce',
    desired,
    desiredHash: desiredHashOf(desired).toString('hex'),
  };
  const conflicts = await conflictsOf(call, side);
  return { ...(await look(call, side, conflicts)), conflicts, ...said };
});
