import { sql } from '@teredo-fleet/db';
import { printExpression, readsVolatile } from '@teredo-fleet/teredo';
import { entry } from '../core/audit-entry';
import { type Call, defineChange } from '../core/define-verb';
import { requireUser } from '../core/require-user';
import { coversScope, type Scopes } from '../core/scopes';
import { ConflictError, ForbiddenError, InvalidError } from '../errors';
import type { ParsedInput } from '../inputs';
import { chooseScope } from '../scope/choose-scope';
import { findOwnRule } from './find-own-rule';
import { readTexts } from './read-texts';
import { logicOf, type RuleTexts } from './rule-logic';
import type { StoredOwnRule } from './stored-rule';

type Asked = ParsedInput<'ownRule.save'>;

/** As many may be asked at once: each is asked of every machine. */
export const MOST_OWN_RULES = 100;

/** What is asked on every machine only somebody who sees every scope may say. */
export function requireRuleScope(scopes: Scopes, scopeId: string | null): void {
  if (scopes === '*' || (scopeId !== null && coversScope(scopes, scopeId))) return;
  throw new ForbiddenError(
    'A rule for every scope is asked of machines that you don’t see. Choose one of your scopes, or ask an admin without limits.',
  );
}

/** What a rule means, in whatever words it was written. */
function meaningOf(rule: RuleTexts & { kind: string; scopeId: string | null }): string {
  const logic = logicOf(rule);
  const said =
    logic === null
      ? [rule.appliesWhen, rule.asks]
      : [logic.appliesWhen === null ? null : printExpression(logic.appliesWhen), printExpression(logic.asks)];
  return JSON.stringify([rule.kind, rule.scopeId, ...said]);
}

const ANEW = { judgedAt: null, judgedTo: null, judged: 0, toJudge: 0 } as const;

async function requireRoom({ tx }: Call, id: string): Promise<void> {
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtext('teredo-fleet own rules'))::text`;
  const [{ asked, taken }] = await tx.$queryRaw<[{ asked: number; taken: boolean }]>(
    sql`select asked, taken from count_own_rules(${id})`,
  );
  if (taken)
    throw new ConflictError(
      `A rule is called ${id} already, or was once. Its history is kept under that name: choose another.`,
    );
  if (asked >= MOST_OWN_RULES)
    throw new ConflictError(
      `${MOST_OWN_RULES} rules are asked already, and no more may be. Retire one first.`,
    );
}

function contentOf({ title, kind, severity, demand, remedy, appliesWhen, asks, scopeId }: Asked) {
  return { title, kind, severity, demand, remedy, appliesWhen, asks, scopeId };
}

async function writeVersion({ tx, now }: Call, id: string, version: number, asked: Asked, by: string) {
  const { kind, appliesWhen, asks } = asked;
  await tx.ownRuleVersion.create({
    data: { ruleId: id, version, kind, appliesWhen, asks, changedById: by, changedAt: now },
    select: { ruleId: true },
  });
}

async function create(call: Call, asked: Asked, by: string) {
  const { tx, now } = call;
  if (asked.name === undefined)
    throw new InvalidError('Give the rule a short name: filters and files call it by that.', {
      name: 'must be there for a new rule',
    });
  const id = `own-${asked.name}`;
  await requireRoom(call, id);
  const logic = readTexts(asked);
  const read = { readsVolatile: readsVolatile(logic) };
  const made = { createdById: by, createdAt: now, changedById: by, changedAt: now };
  await tx.ownRule.create({ data: { id, ...contentOf(asked), ...read, ...made }, select: { id: true } });
  await writeVersion(call, id, 1, asked, by);
  return { id, version: 1, before: null };
}

function requireRead({ revision, retiredAt }: StoredOwnRule, { revision: read }: Asked): void {
  if (retiredAt !== null)
    throw new ConflictError('This rule was retired, and is asked no more. Write a new one from it.');
  if (revision !== read)
    throw new ConflictError('Somebody changed this rule meanwhile. Read it again, and change it then.');
}

async function edit(call: Call, id: string, asked: Asked, by: string) {
  const { tx, scopes, now } = call;
  await tx.$queryRaw`select id from own_rule where id = ${id} for update`;
  const rule = await findOwnRule(call, id);
  requireRuleScope(scopes, rule.scopeId);
  requireRead(rule, asked);
  const logic = readTexts(asked);
  const content = contentOf(asked);
  const isOther = meaningOf(rule) !== meaningOf(content);
  const version = rule.version + (isOther ? 1 : 0);
  await tx.ownRule.update({
    where: { id },
    data: {
      ...content,
      ...(isOther ? { version, ...ANEW } : {}),
      readsVolatile: readsVolatile(logic),
      revision: rule.revision + 1,
      changedById: by,
      changedAt: now,
    },
    select: { id: true },
  });
  if (isOther) await writeVersion(call, id, version, asked, by);
  const { title, kind, severity, demand, remedy, appliesWhen, asks, scopeId } = rule;
  const before = { version: rule.version, title, kind, severity, demand, remedy, appliesWhen, asks, scopeId };
  return { id, version, before };
}

/** Writes a rule, or changes one. What it comes to mean is a new version of it, of which no waiver is that was granted before. */
export const saveOwnRule = defineChange('ownRule.save', async (call, asked) => {
  const { tx, scopes } = call;
  const { id: by } = requireUser(call.actor);
  requireRuleScope(scopes, asked.scopeId);
  if (asked.scopeId !== null) await chooseScope(tx, scopes, asked.scopeId);
  const { id, version, before } =
    asked.id === undefined ? await create(call, asked, by) : await edit(call, asked.id, asked, by);
  return {
    result: { id, version },
    entries: [
      entry({ kind: 'ownRule', id, name: asked.title }, asked.scopeId, {
        before,
        after: { version, ...contentOf(asked) },
      }),
    ],
    wake: [],
    changed: ['finding'],
  };
});
