import type { Queryable } from '../client/queryable';

/** An alert as it is on record. */
export interface StoredAlert {
  id: string;
  kind: string;
  subject: string;
  scopeId: string | null;
  name: string;
  machines: number | null;
  outOf: number | null;
  before: number | null;
  text: string | null;
  openedAt: Date;
  toldMachines: number | null;
  toldText: string | null;
  toldAt: Date;
  clearSince: Date | null;
  endedAt: Date | null;
  returns: number;
}

const TURN = `select pg_try_advisory_xact_lock(hashtext('teredo-fleet alerts')) as mine, date_trunc('milliseconds', now()) as now`;

/** The moment that a round judges by, the database's; null: another engine is at it. Until the transaction ends. */
export async function takeAlertTurn(db: Queryable): Promise<Date | null> {
  const { rows } = await db.query<{ mine: boolean; now: Date }>(TURN);
  return rows[0]?.mine === true ? rows[0].now : null;
}

const COLUMNS = `id, kind, subject, scope_id as "scopeId", name, machines, out_of as "outOf", before, text, opened_at as "openedAt",
  told_machines as "toldMachines", told_text as "toldText", told_at as "toldAt", clear_since as "clearSince",
  ended_at as "endedAt", returns`;

const RECENT = `
select distinct on (kind, subject, scope_id) ${COLUMNS} from alert
where ended_at is null or ended_at > $1
order by kind, subject, scope_id, ended_at desc nulls first`;

/** Alerts that are open, and the newest of each other kind, subject and scope that ended after a moment. */
export async function recentAlerts(db: Queryable, endedAfter: Date): Promise<StoredAlert[]> {
  return (await db.query<StoredAlert>(RECENT, [endedAfter])).rows;
}

const OPEN = `
insert into alert (kind, subject, scope_id, name, machines, out_of, before, text, opened_at, told_machines, told_text, told_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $5, $8, $9)
returning id`;

export type NewAlert = Pick<
  StoredAlert,
  'kind' | 'subject' | 'scopeId' | 'name' | 'machines' | 'outOf' | 'before' | 'text' | 'openedAt'
>;

/** Begins an alert. Its id. */
export async function insertAlert(db: Queryable, alert: NewAlert): Promise<string> {
  const { kind, subject, scopeId, name, machines, outOf, before, text, openedAt } = alert;
  const values = [kind, subject, scopeId, name, machines, outOf, before, text, openedAt];
  return (await db.query<{ id: string }>(OPEN, values)).rows[0]!.id;
}

const CHANGE = `
update alert set name = $2, machines = $3, out_of = $4, before = $5, text = $6, told_machines = $7, told_text = $8, told_at = $9,
  clear_since = $10, ended_at = $11, returns = $12,
  acknowledged_by_id = case when $13 then null else acknowledged_by_id end,
  acknowledged_at = case when $13 then null else acknowledged_at end,
  acknowledge_reason = case when $13 then null else acknowledge_reason end
where id = $1`;

/** Writes down what became of an alert. `isNews`: who took it on did not know of that. */
export async function changeAlert(db: Queryable, alert: StoredAlert, isNews: boolean): Promise<void> {
  await db.query(CHANGE, [
    alert.id,
    alert.name,
    alert.machines,
    alert.outOf,
    alert.before,
    alert.text,
    alert.toldMachines,
    alert.toldText,
    alert.toldAt,
    alert.clearSince,
    alert.endedAt,
    alert.returns,
    isNews,
  ]);
}
