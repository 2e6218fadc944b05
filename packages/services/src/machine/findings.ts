import { FINDING_RULES, type Observation } from '@teredo-fleet/teredo';
import { iso } from '../core/instants';
import type { RuleVerdict } from '../views';

/** What every rule says of a machine by one observation, in the order of the rules. */
export const findingsOf = (observation: Observation): RuleVerdict[] =>
  FINDING_RULES.map(({ judge, ...rule }) => {
    const { factAt, ...judgement } = judge(observation);
    return { ...rule, ...judgement, factAt: factAt === null ? null : iso(new Date(factAt)) };
  });
