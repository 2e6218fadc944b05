import { sql } from '@teredo-fleet/db';
import { entry } from '../core/audit-entry';
import { type Call, defineChange } from '../core/define-verb';
import { requireUser } from '../core/require-user';
import { newWebhookSecret } from '../core/webhook-secret';
import { ConflictError, InvalidError } from '../errors';
import type { ParsedInput } from '../inputs';
import { isTimeZone } from '../plan/time-zone';
import { lastTime, nextTime } from './next-time';
import { shownTarget } from './shown-target';
import { requireEveryScope } from './whole-installation';

type Asked = ParsedInput<'reportSchedule.create'>;

/** More than anybody keeps an eye on. */
const MOST = 50;

function targetOf({ to }: Asked): string {
  switch (to.kind) {
    case 'mail':
      return to.addresses.join(', ');
    case 'webhook':
      return to.url;
    case 'folder':
      return '';
  }
}

function checkZone(timeZone: string): void {
  if (isTimeZone(timeZone)) return;
  const text = 'must be the name of a time zone, such as Europe/Oslo';
  throw new InvalidError(`The time zone ${text}.`, { timeZone: text });
}

async function insert({ tx, now, actor }: Call, asked: Asked, secret: string | null): Promise<string> {
  const { name, filter, format, every, hour, timeZone, to } = asked;
  const nextAt = nextTime(asked, now);
  // The first report is of a whole period too.
  const coveredTo = lastTime(asked, now);
  const [row] = await tx.$queryRaw<{ id: string }[]>(sql`
    insert into report_schedule (name, filter, format, every, hour, time_zone, kind, target, webhook_secret, created_by_id,
      created_at, covered_to, next_at)
    values (${name}, ${JSON.stringify(filter)}::jsonb, ${format}, ${every}, ${hour}, ${timeZone}, ${to.kind}, ${targetOf(asked)},
      ${secret}, ${requireUser(actor).id}, ${now}, ${coveredTo}, ${nextAt})
    returning id::text`);
  return row!.id;
}

/**
 * Has the audit trail of each past day, week or month sent. A webhook's messages are signed with a secret (Standard
 * Webhooks), which is answered once.
 */
export const createReportSchedule = defineChange('reportSchedule.create', async (call, asked) => {
  requireEveryScope(call);
  checkZone(asked.timeZone);
  const { tx, context } = call;
  if ((await tx.reportSchedule.count()) >= MOST)
    throw new ConflictError(`There are ${MOST} scheduled reports. Remove one that nobody needs first.`);
  if ((await tx.reportSchedule.count({ where: { name: asked.name } })) > 0)
    throw new ConflictError(`There is a scheduled report “${asked.name}” already. Choose another name.`);
  const secret = asked.to.kind === 'webhook' ? newWebhookSecret(context.ports.random) : null;
  const id = await insert(call, asked, secret);
  const { to, ...plan } = asked;
  return {
    result: { id, secret },
    entries: [
      entry({ kind: 'reportSchedule', id, name: asked.name }, null, {
        after: { ...plan, kind: to.kind, target: shownTarget(to.kind, targetOf(asked)) },
      }),
    ],
    wake: [],
    changed: ['audit'],
  };
});
