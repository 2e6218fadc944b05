import type {
  ReportedApproval,
  ReportedOverride,
  RolloutReport,
  RolloutSummary,
} from '@teredo-fleet/evidence';
import type { Content } from 'pdfmake/interfaces';
import { machines, type PageParts, shownTime } from './page-parts';

interface SeenPreview {
  targeted?: number;
  waves?: { name?: string; counts?: Record<string, number>; outOfContact?: number }[];
  groups?: { text?: string; machines?: number }[];
}

const IMPACT = [
  'willChange',
  'alreadyCompliant',
  'notWorking',
  'blocked',
  'notApplicable',
  'unknown',
] as const;
const IMPACT_WORDS = [
  'Will change',
  'As wished already',
  'Set, not working',
  'Blocked',
  'Not applicable',
  'Not known',
];

/** ISO/IEC 27001 A.8.32, assessed impact: what was foreseen when approval was asked for. */
export function impactSection(parts: PageParts, { preview, plan }: RolloutReport): Content[] {
  const heading = parts.heading('Assessed impact');
  if (preview === null) {
    return [
      heading,
      parts.paragraph(
        'No preview is on record: a change of one machine is planned and shown on the page where it is begun, and a rollback gives back what the machines themselves had kept.',
      ),
      parts.facts([['Plan SHA-256', plan.sha256]]),
    ];
  }
  const { targeted = 0, waves = [], groups = [] } = (preview.content ?? {}) as SeenPreview;
  return [
    heading,
    parts.paragraph(
      `Foreseen for ${machines(targeted)} on ${shownTime(preview.at)}, when ${preview.by} asked for approval, by the same rules that the agents apply.`,
    ),
    parts.table(
      ['Wave', ...IMPACT_WORDS, 'Out of contact'],
      waves.map(({ name = '', counts = {}, outOfContact = 0 }) => [
        name,
        ...IMPACT.map((kind) => String(counts[kind] ?? 0)),
        String(outOfContact),
      ]),
      { widths: ['*', 45, 65, 60, 45, 60, 40, 55], empty: 'The plan had no waves.' },
    ),
    parts.table(
      ['What was foreseen', 'Machines'],
      groups.map(({ text = '', machines: count = 0 }) => [text, String(count)]),
      { widths: ['*', 60], empty: 'Nothing else was foreseen.' },
    ),
  ];
}

const KINDS: Readonly<Record<string, string>> = {
  single: 'own authority over one machine',
  approval: 'approval',
  emergency: 'emergency, one of two',
  policy: 'approval of its policy',
};

/** Whether an approval is of this plan as it stands. */
const covers = ({ plan }: RolloutReport, { planSha256, voidedAt }: ReportedApproval): boolean =>
  voidedAt === null && planSha256 === plan.sha256;

function repairJudgement(isCovered: boolean): string {
  return isCovered
    ? 'This is a repair: the engine wrote its plan out of a policy, whose content was approved as below and covers every repair that follows from it.'
    : 'This is a repair: the engine wrote its plan out of a policy. No approval of that policy’s content is on record.';
}

function judgement(report: RolloutReport): string {
  const { rollout, approvals } = report;
  const wrote = new Set([rollout.author.id, ...rollout.editors.map(({ id }) => id)]);
  const valid = approvals.filter((one) => covers(report, one));
  if (rollout.kind === 'repair') return repairJudgement(valid.length > 0);
  const others = valid.filter(({ approver }) => !wrote.has(approver.id));
  if (others.length > 0)
    return 'The plan below was approved by somebody who wrote no part of it, and was not edited afterwards.';
  if (valid.length > 0) return 'Nobody but its author approved this change.';
  return rollout.kind === 'rollback'
    ? 'The rollback is covered by the approval of the rollout whose changes it gives back.'
    : 'No approval of this plan is on record.';
}

/** Authorisation by somebody else. */
export function authorisationSection(parts: PageParts, report: RolloutReport): Content[] {
  const { rollout, approvals, plan } = report;
  return [
    parts.heading('Authorisation'),
    parts.paragraph(judgement(report)),
    parts.facts([
      ['Author', rollout.author.name],
      ['Other editors', rollout.editors.map(({ name }) => name).join(', ') || 'none'],
      ['Plan SHA-256', plan.sha256],
    ]),
    parts.table(
      ['Approved by', 'Kind', 'At', 'Reason', 'For this plan'],
      approvals.map((one) => [
        one.approver.name,
        KINDS[one.kind] ?? one.kind,
        shownTime(one.at),
        one.reason ?? '–',
        covers(report, one) ? 'yes' : `no: edited ${shownTime(one.voidedAt)}`,
      ]),
      { widths: [100, 80, 98, '*', 80], empty: 'Nobody approved it.' },
    ),
  ];
}

/** How an override that was not granted came to its end. */
function closedWord({ asked, closed }: ReportedOverride): string {
  if (closed === null || closed.by === null) return 'lapsed';
  return closed.by.id === asked.by?.id ? 'taken back' : 'refused';
}

function overrideRows({ noticeOverrides }: RolloutReport): string[][] {
  return noticeOverrides.flatMap((override) =>
    (['asked', 'granted', 'closed'] as const).flatMap((step) => {
      const { machines: asked, applied } = override;
      const decision = override[step];
      if (decision === null) return [];
      const word = step === 'closed' ? closedWord(override) : step;
      const followed = step === 'granted' ? `, ${applied} followed` : '';
      const who = decision.by?.name ?? '–';
      return [[who, word, shownTime(decision.at), `${machines(asked)}${followed}`, decision.reason ?? '–']];
    }),
  );
}

/** Where answers were not waited for, that is told apart from what people answered. */
function overridesPart(parts: PageParts, report: RolloutReport, { overridden }: RolloutSummary): Content[] {
  if (report.noticeOverrides.length === 0) return [];
  return [
    parts.paragraph(
      `In an emergency it was asked for that users’ answers are not waited for. It takes two people; ${overridden} of the receipts above were made under it.`,
    ),
    parts.table(['By', 'Decision', 'At', 'For', 'Reason'], overrideRows(report), {
      widths: [90, 50, 98, 110, '*'],
      empty: '',
    }),
  ];
}

/** Communication: what the people who use the machines were told, and what they answered. */
export function communicationSection(
  parts: PageParts,
  report: RolloutReport,
  summary: RolloutSummary,
): Content[] {
  const { plan, counts } = report;
  const { kind = 'none', mayRefuse = false } = (plan.notice.policy ?? {}) as {
    kind?: string;
    mayRefuse?: boolean;
  };
  const texts = (Array.isArray(plan.notice.texts) ? plan.notice.texts : []) as {
    language?: string;
    title?: string;
    body?: string;
  }[];
  const [first] = texts;
  return [
    parts.heading('Communication'),
    parts.paragraph(
      kind === 'none'
        ? 'The plan asked for no notice to users.'
        : `Users were to be told before the change (${kind}${mayRefuse ? ', with the right to refuse' : ''}). ${counts.receipts} receipts say what became of it, session by session.`,
    ),
    parts.table(
      ['Answer', 'Receipts'],
      [...summary.answers]
        .sort(([a], [b]) => a.localeCompare(b))
        .map(([answer, count]) => [answer, String(count)]),
      { widths: ['*', 60], empty: 'There are no receipts.' },
    ),
    ...overridesPart(parts, report, summary),
    ...(first === undefined
      ? []
      : [
          parts.facts([
            ['Languages of the plan', texts.map(({ language = '' }) => language).join(', ')],
            ['Shown in', [...summary.languages.keys()].sort().join(', ') || 'none'],
            [`Title (${first.language ?? ''})`, first.title ?? ''],
            [`Text (${first.language ?? ''})`, first.body ?? ''],
          ]),
        ]),
  ];
}

const REVERSIONS = ['reverted', 'rolled-back'] as const;

/** Fall-back: how earlier values come back, and where they did. */
export function fallBackSection(parts: PageParts, { rollout, counts }: RolloutReport): Content[] {
  const back = REVERSIONS.map((state) => counts.byState[state] ?? 0);
  return [
    parts.heading('Fall-back'),
    parts.paragraph(
      'Before it changes anything, an agent keeps the machine’s own earlier values. It puts them back by itself when it loses contact after the change; a rollback of the rollout, of a wave or of one machine gives back the same values, and is approved with the plan.',
    ),
    parts.facts([
      ['Put back by the agent', machines(back[0]!)],
      ['Rolled back', machines(back[1]!)],
      ['Is itself a rollback of', rollout.rollbackOfId ?? 'nothing'],
    ]),
    parts.table(
      ['Rollback', 'State', 'Begun'],
      rollout.rollbacks.map(({ name, state, createdAt }) => [name, state, shownTime(createdAt)]),
      { widths: ['*', 90, 110], empty: 'No rollback of this rollout was begun.' },
    ),
  ];
}
