import { randomUUID } from 'node:crypto';
import type { Prisma } from '@teredo-fleet/db';
import { planHash } from '../change/change-plan';
import { entry } from '../core/audit-entry';
import type { Changed } from '../core/channels';
import { type Call, type Change, defineChange, unchanged } from '../core/define-verb';
import { requireUser } from '../core/require-user';
import { canonicalText } from '../core/sha256';
import { ConflictError, InvalidError } from '../errors';
import type { ParsedInput } from '../inputs';
import { holdPlanNotice, useNoticeVersion } from '../plan/plan-notice';
import { chooseScope } from '../scope/choose-scope';
import { endRepair } from './end-repair';
import { desiredHashOf, type PolicyContent } from './policy-content';
import { readPolicy } from './read-policy';
import {
  approvedNow,
  contentOf,
  forgiveRepairs,
  hex,
  lockLivePolicy,
  type StoredPolicy,
} from './stored-policy';
import { writtenPolicy } from './written-policy';

type Input = ParsedInput<'policy.save'>;
type Saved = { id: string; version: number; contentHash: string };

async function refuseTakenName({ tx }: Call, scopeId: string, { id, name }: Input): Promise<void> {
  const other = await tx.policy.findFirst({
    where: {
      scopeId,
      retiredAt: null,
      name: { equals: name, mode: 'insensitive' },
      ...(id === undefined ? {} : { id: { not: id } }),
    },
    select: { name: true },
  });
  if (other === null) return;
  throw new ConflictError(`There is a policy "${other.name}" in this scope already. Choose another name.`);
}

/** The content as it would be stored. Throws InvalidError with every fault. */
async function wholeContent(
  call: Call,
  input: Input,
  at: { policyId: string; scopeId: string; version: number },
): Promise<PolicyContent> {
  await holdPlanNotice(call, at, input.draft.notice?.document);
  const { policyId, ...place } = at;
  const written = { ...(await writtenPolicy(call, input, place)), policyId };
  const reading = await readPolicy(call, written);
  if (reading.ok) {
    await useNoticeVersion(call, reading.content.noticeVersion);
    return reading.content;
  }
  const told = reading.faults.slice(0, 3).map(({ text }) => text);
  throw new InvalidError(
    `The policy can't be saved yet. ${told.join(' ')}`,
    Object.fromEntries(reading.faults.map(({ field, text }) => [field || 'draft', text])),
  );
}

function columns(content: PolicyContent) {
  const { name, label, mode, version } = content;
  return {
    name,
    label,
    mode,
    version,
    content: content as unknown as Prisma.InputJsonObject,
    contentHash: new Uint8Array(planHash(content)),
    desiredHash: new Uint8Array(desiredHashOf(content.desired)),
  };
}

const summary = ({ label, mode, version, desired, graceSeconds, notice }: PolicyContent) => ({
  version,
  label,
  mode,
  desired,
  graceSeconds,
  notice: notice.policy.kind,
});

function saved(
  content: PolicyContent,
  told: { before: PolicyContent | null; reason: string; after?: object; changed?: readonly Changed[] },
): Change<Saved> {
  const { policyId: id, scopeId, name, version } = content;
  const contentHash = planHash(content).toString('hex');
  return {
    result: { id, version, contentHash },
    entries: [
      entry({ kind: 'policy', id, name }, scopeId, {
        before: told.before === null ? null : summary(told.before),
        after: { ...summary(content), contentHash, ...told.after },
        reason: told.reason,
      }),
    ],
    wake: [],
    changed: ['policy', ...(told.changed ?? [])],
  };
}

async function saveNew(call: Call, input: Input): Promise<Change<Saved>> {
  const author = requireUser(call.actor);
  const { id: scopeId } = await chooseScope(call.tx, call.scopes, input.scopeId);
  await refuseTakenName(call, scopeId, input);
  const content = await wholeContent(call, input, { policyId: randomUUID(), scopeId, version: 1 });
  await call.tx.policy.create({
    data: {
      id: content.policyId,
      scopeId,
      ...columns(content),
      authorId: author.id,
      editorIds: [author.id],
      reason: input.reason,
      createdAt: call.now,
      changedAt: call.now,
    },
    select: { id: true },
  });
  return saved(content, { before: null, reason: input.reason });
}

function refuseOutrun({ name, version }: StoredPolicy, seen: number | undefined): void {
  if (seen === undefined || seen === version) return;
  throw new ConflictError(
    `Somebody saved version ${version} of "${name}" since you looked at version ${seen}. Look at it again and decide anew; nothing was changed.`,
  );
}

/** Whoever wrote a part of it since it was last approved. */
async function editorsAfter(call: Call, policy: StoredPolicy, editorId: string): Promise<string[]> {
  const isApproved = (await approvedNow(call, [policy.id])).has(policy.id);
  return isApproved ? [editorId] : [...new Set([...policy.editorIds, editorId])];
}

/** A new version: no approval of an earlier one covers it, and a repair that follows from an earlier one ends. */
async function saveNext(call: Call, input: Input, id: string): Promise<Change<Saved>> {
  const author = requireUser(call.actor);
  const policy = await lockLivePolicy(call, id);
  refuseOutrun(policy, input.seen);
  await refuseTakenName(call, policy.scopeId, input);
  const before = contentOf(policy);
  const at = { policyId: id, scopeId: policy.scopeId };
  const content = await wholeContent(call, input, { ...at, version: policy.version + 1 });
  if (canonicalText({ ...content, version: before.version }) === canonicalText(before)) {
    return unchanged({ id, version: before.version, contentHash: hex(policy.contentHash) });
  }
  const ended = await endRepair(call, policy, `The policy "${content.name}" was edited: ${input.reason}`);
  const editorIds = await editorsAfter(call, policy, author.id);
  await call.tx.policy.update({
    where: { id },
    data: {
      ...columns(content),
      authorId: author.id,
      editorIds,
      reason: input.reason,
      changedAt: call.now,
    },
    select: { id: true },
  });
  await forgiveRepairs(call, id);
  return saved(content, { before, reason: input.reason, after: ended.after, changed: ended.changed });
}

/** Writes a policy, or a new version of one. What is only audited counts at once; what is enforced waits for an approval. */
export const savePolicy = defineChange(
  'policy.save',
  (call, input): Promise<Change<Saved>> =>
    input.id === undefined ? saveNew(call, input) : saveNext(call, input, input.id),
);
