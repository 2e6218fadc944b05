import type { NoticeText } from '@teredo-fleet/protocol';
import type { Call } from '../core/define-verb';
import { issueText } from '../core/issue-text';
import { canonicalText } from '../core/sha256';
import { composeDocument } from '../notice/compose-document';
import { defaultTexts, everyDefaultTexts, topicOf } from '../notice/default-notice';
import { readPlan } from '../plan/plan-faults';
import type { PinnedNotice, PlannedPlan } from '../plan/planned-plan';
import { withDefaults } from '../plan/stored-plan';
import type { PlanFault } from '../views';
import { graceSeconds, type PolicyContent, partsOf, REPAIR_LIFETIME_SECONDS } from './policy-content';
import type { PolicyDraft } from './policy-draft';
import { countUntaken } from './untaken';

/** What is known of a policy that somebody writes, besides its draft. */
export interface WrittenPolicy {
  policyId: string;
  version: number;
  scopeId: string;
  name: string;
  label: string;
  mode: PolicyContent['mode'];
  draft: PolicyDraft;
  /** Whom users are told to ask. */
  author: { name: string; email: string };
}

export type PolicyReading = { ok: true; content: PolicyContent } | { ok: false; faults: PlanFault[] };

interface Told {
  texts: NoticeText[];
  noticeVersion?: PinnedNotice;
}

type Topic = Parameters<typeof topicOf>[0];

/** What users are told where nobody wrote anything; nothing while nobody said what is wanted. */
export function standardTextsOf({ draft, author }: Pick<WrittenPolicy, 'draft' | 'author'>): NoticeText[] {
  return draft.work === undefined ? [] : defaultTexts(topicOf(draft.work as Topic), author);
}

/** The words of a repair's notice, or what is wrong with the document that has them. */
async function wordsOf(
  call: Call,
  written: WrittenPolicy,
): Promise<{ told: Told | null; faults: PlanFault[] }> {
  const { draft, author, scopeId, name } = written;
  const { document, texts } = draft.notice ?? {};
  const standard = standardTextsOf(written);
  if (document === undefined)
    return { told: { texts: (texts?.length ?? 0) > 0 ? (texts as NoticeText[]) : standard }, faults: [] };
  const composed = await composeDocument(call, { scopeId, name, author }, document);
  if (composed.ok) return { told: composed, faults: [] };
  const faults = composed.faults.map((text) => ({ field: 'notice.document', text }));
  return { told: { texts: standard }, faults };
}

function graceFaults({ graceSeconds: typed }: PolicyDraft): PlanFault[] {
  const reading = graceSeconds.safeParse(typed ?? 0);
  if (reading.success) return [];
  return [{ field: 'graceSeconds', text: `The grace ${issueText(reading.error.issues[0]!)}.` }];
}

/** Waves that would repair nobody of those that are there; where none is, that can't be known. */
async function waveFaults(call: Call, content: PolicyContent): Promise<PlanFault[]> {
  if (content.mode !== 'enforce') return [];
  const { untaken, machines } = await countUntaken(call, content);
  if (machines === 0 || untaken < machines) return [];
  const whom = machines === 1 ? 'the machine' : `any of the ${machines} machines`;
  return [
    {
      field: 'waves',
      text: `None of the waves takes ${whom} labelled "${content.label}", so nothing would ever be repaired. Add a wave that takes the rest, or change the filters.`,
    },
  ];
}

/** Reads a policy that shall be saved, or says in words what is missing or wrong with it. */
export async function readPolicy(call: Call, written: WrittenPolicy): Promise<PolicyReading> {
  const { draft, author: _author, ...rest } = written;
  const { told, faults } = await wordsOf(call, written);
  const { graceSeconds: grace, notice, ...parts } = draft;
  const nowMs = call.now.getTime();
  const whole = withDefaults({
    ...parts,
    target: { filter: { label: [written.label] }, mode: 'frozen' },
    ...(notice === undefined ? {} : { notice: { policy: notice.policy, texts: told?.texts ?? [] } }),
    endAt: nowMs + REPAIR_LIFETIME_SECONDS * 1000,
  });
  const { noticeVersion } = told ?? {};
  const reading = readPlan(noticeVersion === undefined ? whole : { ...whole, noticeVersion }, nowMs);
  const all = [...faults, ...graceFaults(draft), ...(reading.ok ? [] : reading.faults)];
  if (!reading.ok || all.length > 0) return { ok: false, faults: all };
  const content = contentFrom(rest, reading.plan, grace ?? 0);
  const unable = await waveFaults(call, content);
  return unable.length > 0 ? { ok: false, faults: unable } : { ok: true, content };
}

function contentFrom(
  rest: Omit<WrittenPolicy, 'draft' | 'author'>,
  plan: PlannedPlan,
  grace: number,
): PolicyContent {
  return {
    v: 1,
    kind: 'policy',
    ...rest,
    desired: plan.work.desired,
    ...partsOf(plan),
    ...(plan.noticeVersion === undefined ? {} : { noticeVersion: plan.noticeVersion }),
    graceSeconds: grace,
  };
}

/** What people wrote of a policy: standard texts are no part of it. */
export function draftOfContent(content: PolicyContent, author: { name: string; email: string }): PolicyDraft {
  const { desired, notice, noticeVersion } = content;
  const work = { kind: 'apply', desired } as const;
  const standard = everyDefaultTexts(topicOf(work), author).map(canonicalText);
  const isStandard = standard.includes(canonicalText(notice.texts));
  const own = isStandard ? {} : { texts: notice.texts };
  const words = noticeVersion === undefined ? own : { document: noticeVersion.document };
  return {
    ...partsOf(content),
    work,
    notice: { policy: notice.policy, ...words },
    graceSeconds: content.graceSeconds,
  };
}
