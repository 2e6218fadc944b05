import { sql } from '@teredo-fleet/db';
import { defineQuery } from '../core/define-verb';
import { inScopes } from '../core/scopes';
import { NotFoundError } from '../errors';
import type { NoticeCounts } from '../views';
import { MEMBER_SOURCE } from './member-source';
import { answerGroup, NOTICE_ENDED, NOTICE_SENT, RECEIPTS_OF_MEMBER } from './notice-stand';

/** Machines of one wave that stand alike. */
interface Counted {
  /** From 0; null: joined later. */
  wave: number | null;
  sent: boolean;
  onMachine: boolean;
  shown: boolean;
  answer: string | null;
  ended: boolean;
  machines: number;
}

const none = (): NoticeCounts => ({
  planned: 0,
  sent: 0,
  onMachine: 0,
  shown: 0,
  answers: {
    informed: 0,
    acknowledged: 0,
    deferred: 0,
    refused: 0,
    unanswered: 0,
    nobody: 0,
    overridden: 0,
    notShown: 0,
    noWord: 0,
    neverTold: 0,
  },
});

function add(counts: NoticeCounts, { sent, onMachine, shown, answer, ended, machines }: Counted): void {
  counts.planned += machines;
  if (sent) counts.sent += machines;
  if (onMachine) counts.onMachine += machines;
  if (shown) counts.shown += machines;
  counts.answers[answerGroup(answer, ended)] += machines;
}

/** How far the notices of a rollout with waves came, counted from jobs and receipts. The numbers are those of the lists. */
export const countNotices = defineQuery('rollout.notices', async ({ tx, scopes }, { id }) => {
  const rollout = await tx.rollout.findFirst({
    where: { id, ...inScopes(scopes) },
    select: { waves: { select: { number: true } } },
  });
  if (rollout === null) throw new NotFoundError('rollout');
  const rows = await tx.$queryRaw<Counted[]>(sql`
    select s.wave, ${NOTICE_SENT} as sent, s.reported or t.answer is not null as "onMachine", t.shown, t.answer,
      ${NOTICE_ENDED} as ended, count(*)::int as machines
    from ${MEMBER_SOURCE} cross join ${RECEIPTS_OF_MEMBER}
    where s.rollout_id = ${id}::uuid and s.excluded is null
    group by 1, 2, 3, 4, 5, 6`);
  const total = none();
  const waves = rollout.waves.map(none);
  for (const row of rows) {
    add(total, row);
    const wave = row.wave === null ? undefined : waves[row.wave];
    if (wave !== undefined) add(wave, row);
  }
  return { total, waves };
});
