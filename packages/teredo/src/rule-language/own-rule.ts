import { factInWords } from '../evidence-fact';
import type { FindingVerdict, RuleJudgement } from '../findings/finding-rule';
import type { EvidenceFact } from '../plan-types';
import { evaluateExpression } from './evaluate-expression';
import type { Expression } from './expression';
import { durationText, printExpression } from './print-expression';
import type { RuleFact } from './rule-facts';
import { findRuleFact, readAt, VOLATILE_FACTS } from './rule-facts';
import type { KnownValue, RuleSubject, RuleValue } from './rule-value';

/** What decides: whom a rule is for, and what it asks of them. */
export interface OwnRuleLogic {
  /** Null: it is for every machine. */
  appliesWhen: Expression | null;
  asks: Expression;
}

/** The names of the facts that an expression rests on, each once, in the order in which they stand. */
export function factsOf(expression: Expression): string[] {
  switch (expression.op) {
    case 'fact':
      return [expression.name];
    case 'not':
    case 'negative':
    case 'count':
      return factsOf(expression.of);
    case 'in':
      return factsOf(expression.left);
    case 'and':
    case 'or':
    case 'compare':
    case 'calculate':
    case 'test': {
      const left = factsOf(expression.left);
      return left.concat(factsOf(expression.right).filter((name) => left.indexOf(name) < 0));
    }
    default:
      return [];
  }
}

function namesIn({ appliesWhen, asks }: OwnRuleLogic): string[] {
  return factsOf(asks).concat(appliesWhen === null ? [] : factsOf(appliesWhen));
}

/** Whether what a rule says may change with a look that says the same as the one before it, or with none. */
export function readsVolatile(logic: OwnRuleLogic): boolean {
  return namesIn(logic).some((name) => VOLATILE_FACTS.indexOf(name) >= 0);
}

function textOfKnown(value: KnownValue, { type }: RuleFact): string {
  if (value === null) return 'none';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return type === 'duration' ? durationText(Math.round(value)) : String(value);
  return type === 'version' ? value.join('.') : value.length === 0 ? 'none' : (value as string[]).join(', ');
}

function textOfValue(value: RuleValue, fact: RuleFact): string {
  if (!value.open) return textOfKnown(value.value, fact);
  return value.unread ? 'not read' : 'unknown';
}

/** The facts that a rule rests on as they are on a machine, and the oldest moment at which one was read. */
function restsOn(names: string[], subject: RuleSubject): { evidence: EvidenceFact[]; factAt: number } {
  const evidence: EvidenceFact[] = [];
  let factAt = subject.observation.configured.at;
  let isFirst = true;
  for (const name of names) {
    const fact = findRuleFact(name);
    if (fact === null) continue;
    const at = readAt(fact, subject);
    const value = textOfValue(fact.read(subject), fact);
    evidence.push(
      at === null
        ? { fact: name, value, source: 'this server' }
        : factInWords(subject.observation, name, value),
    );
    if (at === null) continue;
    factAt = isFirst ? at : Math.min(factAt, at);
    isFirst = false;
  }
  return { evidence, factAt };
}

function verdictOf(value: RuleValue): FindingVerdict {
  if (value.open) return value.unread ? 'not-reviewed' : 'unknown';
  return value.value === true ? 'pass' : 'finding';
}

const SAID: Record<Exclude<FindingVerdict, 'not-applicable'>, string> = {
  pass: 'It is so',
  finding: 'It is not so',
  unknown: 'Whether it is so can not be told',
  'not-reviewed': 'The agent of this machine does not read what it rests on',
};

function judgedBy(
  verdict: Exclude<FindingVerdict, 'not-applicable'>,
  expression: Expression,
  subject: RuleSubject,
): RuleJudgement {
  const { evidence, factAt } = restsOn(factsOf(expression), subject);
  return { verdict, text: `${SAID[verdict]}: ${printExpression(expression)}.`, evidence, factAt };
}

/** What an own rule says of a machine. Never throws. */
export function judgeOwnRule({ appliesWhen, asks }: OwnRuleLogic, subject: RuleSubject): RuleJudgement {
  if (appliesWhen !== null) {
    const applies = evaluateExpression(appliesWhen, subject);
    if (applies.open) return judgedBy(applies.unread ? 'not-reviewed' : 'unknown', appliesWhen, subject);
    if (applies.value !== true) {
      const text = `The rule is for machines of which this is so: ${printExpression(appliesWhen)}.`;
      return { verdict: 'not-applicable', text, evidence: [], factAt: null };
    }
  }
  return judgedBy(verdictOf(evaluateExpression(asks, subject)) as 'pass', asks, subject);
}

/** The verdict alone, for many machines. */
export function ownVerdict({ appliesWhen, asks }: OwnRuleLogic, subject: RuleSubject): FindingVerdict {
  if (appliesWhen !== null) {
    const applies = evaluateExpression(appliesWhen, subject);
    if (applies.open) return verdictOf(applies);
    if (applies.value !== true) return 'not-applicable';
  }
  return verdictOf(evaluateExpression(asks, subject));
}
