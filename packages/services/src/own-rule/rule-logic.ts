import {
  type FindingVerdict,
  judgeOwnRule,
  type OwnRuleLogic,
  ownVerdict,
  parseExpression,
  type RuleJudgement,
  type RuleSubject,
} from '@teredo-fleet/teredo';

/** The expressions of a rule as they are stored. */
export interface RuleTexts {
  appliesWhen: string | null;
  asks: string;
}

/** What a rule decides by; null: what is stored is not read by this version of the product. */
export function logicOf({ appliesWhen, asks }: RuleTexts): OwnRuleLogic | null {
  const applies = appliesWhen === null ? null : parseExpression(appliesWhen);
  const asked = parseExpression(asks);
  if (!asked.ok || applies?.ok === false) return null;
  return { appliesWhen: applies === null ? null : applies.expression, asks: asked.expression };
}

const UNREADABLE: RuleJudgement = {
  verdict: 'unknown',
  text: 'The rule can not be read by this version of the product. Write it anew.',
  evidence: [],
  factAt: null,
};

/** What a rule says of a machine, in words. */
export function judgeByRule(texts: RuleTexts, subject: RuleSubject): RuleJudgement {
  const logic = logicOf(texts);
  return logic === null ? UNREADABLE : judgeOwnRule(logic, subject);
}

/** What a rule says, for many machines. */
export function judgeOf(texts: RuleTexts): (subject: RuleSubject) => FindingVerdict {
  const logic = logicOf(texts);
  return logic === null ? () => 'unknown' : (subject) => ownVerdict(logic, subject);
}
