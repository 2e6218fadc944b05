import {
  FINDING_RULES,
  type FindingRule,
  type FindingVerdict,
  type Observation,
  type RuleJudgement,
} from '@teredo-fleet/teredo';
import type { Call } from '../core/define-verb';
import { iso } from '../core/instants';
import { subjectOf } from '../own-rule/judge-own-rules';
import { judgeByRule } from '../own-rule/rule-logic';
import { asKnownRule, askedRules } from '../own-rule/stored-rule';
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

interface RuledBy {
  rule: Omit<FindingRule, 'judge'>;
  judgement: RuleJudgement;
}

/** What the organisation's own rules say that are asked of this machine. */
async function ownJudgements(call: Call, { machine, observation, observedAt }: Judged): Promise<RuledBy[]> {
  const { hostname, labels, scopeId } = machine;
  const subject = subjectOf({ observation, hostname, labels, observedAt }, call.now);
  const rules = await askedRules(call);
  return rules
    .filter((rule) => rule.scopeId === null || rule.scopeId === scopeId)
    .map((rule) => ({ rule: asKnownRule(rule), judgement: judgeByRule(rule, subject) }));
}

/** A machine by one observation. */
export interface Judged {
  machine: { id: string; scopeId: string; hostname: string; labels: string[] };
  observation: Observation;
  observedAt: Date;
}

/** What every rule says of a machine by one observation, in the order of the rules, with since when and what is waived. */
export async function findingsOf(call: Call, judged: Judged): Promise<RuleVerdict[]> {
  const { machine, observation } = judged;
  const standing = await standingOf(call, machine.id);
  const waivers = await machineWaivers(call, machine.id);
  const builtIn = FINDING_RULES.map(({ judge, ...rule }) => ({ rule, judgement: judge(observation) }));
  const all = [...builtIn, ...(await ownJudgements(call, judged))];
  return all.map(({ rule, judgement: { factAt, verdict, ...said } }) => {
    const stands = standing.find(
      (one) => one.ruleId === rule.id && one.ruleVersion === rule.version && one.verdict === verdict,
    );
    return {
      ...rule,
      ...said,
      ...waiverOf(verdict, rule.id, waivers),
      factAt: factAt === null ? null : iso(new Date(factAt)),
      since: stands === undefined ? null : iso(stands.since),
    };
  });
}
