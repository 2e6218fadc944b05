import { FINDING_RULES, type FindingVerdict, type Observation } from '@teredo-fleet/teredo';
import type { Call } from '../core/define-verb';
import { iso } from '../core/instants';
import type { RuleVerdict, WaiverView } from '../views';
import { machineWaivers } from '../waiver/machine-waivers';

interface Standing {
  ruleId: string;
  ruleVersion: number;
  verdict: string;
  since: Date;
}

function standingOf({ tx }: Call, machineId: string): Promise<Standing[]> {
  return tx.machineFinding.findMany({
    where: { machineId, until: null },
    select: { ruleId: true, ruleVersion: true, verdict: true, since: true },
  });
}

/** What keeps a finding from being one, and what did so until lately. */
function waiverOf(verdict: FindingVerdict, ruleId: string, waivers: readonly WaiverView[]) {
  if (verdict !== 'finding') return { verdict, waiver: null, lapsedWaiver: null };
  const own = waivers.filter((one) => one.ruleId === ruleId);
  const waiver = own.find(({ state }) => state === 'holds') ?? null;
  if (waiver !== null) return { verdict: 'waived', waiver, lapsedWaiver: null } as const;
  return { verdict, waiver: null, lapsedWaiver: own[0] ?? null };
}

/** What every rule says of a machine by one observation, in the order of the rules, with since when and what is waived. */
export async function findingsOf(
  call: Call,
  { machineId, observation }: { machineId: string; observation: Observation },
): Promise<RuleVerdict[]> {
  const standing = await standingOf(call, machineId);
  const waivers = await machineWaivers(call, machineId);
  return FINDING_RULES.map(({ judge, ...rule }) => {
    const { factAt, verdict, ...judgement } = judge(observation);
    const stands = standing.find(
      (one) => one.ruleId === rule.id && one.ruleVersion === rule.version && one.verdict === verdict,
    );
    return {
      ...rule,
      ...judgement,
      ...waiverOf(verdict, rule.id, waivers),
      factAt: factAt === null ? null : iso(new Date(factAt)),
      since: stands === undefined ? null : iso(stands.since),
    };
  });
}
