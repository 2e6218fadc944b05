import {
  type AlertNews,
  changeAlert,
  insertAlert,
  type Queryable,
  queueAlertNews,
  recentAlerts,
  type StoredAlert,
  takeAlertTurn,
  tryInSavepoint,
} from '@teredo-fleet/db';
import { querySettings } from '../settings/settings-store';
import { ALERT_KINDS, type AlertKind } from './alert-kinds';
import type { ConditionSources, Judging, ReadConditions } from './condition-source';
import {
  type AlertDecision,
  afterDecision,
  BACK_WITHIN_MS,
  type Condition,
  decideAlert,
  type StandingAlert,
  type ToldWhat,
} from './decide-alert';

const keyOf = ({ subject, scopeId }: Pick<Condition, 'subject' | 'scopeId'>): string =>
  JSON.stringify([subject, scopeId]);

function standingOf(alert: StoredAlert): StandingAlert {
  const { kind, machines, outOf, text, toldMachines, toldText, returns } = alert;
  return {
    kind: kind as AlertKind,
    machines,
    outOf,
    text,
    toldMachines,
    toldText,
    toldAt: alert.toldAt.getTime(),
    clearSince: alert.clearSince?.getTime() ?? null,
    endedAt: alert.endedAt?.getTime() ?? null,
    returns,
  };
}

const dateOrNull = (at: number | null): Date | null => (at === null ? null : new Date(at));

function withStanding(alert: StoredAlert, condition: Condition | null, standing: StandingAlert): StoredAlert {
  return {
    ...alert,
    name: condition?.name ?? alert.name,
    before: condition === null ? alert.before : condition.before,
    ...standing,
    toldAt: new Date(standing.toldAt),
    clearSince: dateOrNull(standing.clearSince),
    endedAt: dateOrNull(standing.endedAt),
  };
}

interface Deciding {
  db: Queryable;
  now: Date;
  stored: StoredAlert | null;
  condition: Condition | null;
}

const isTold = (decision: AlertDecision): decision is ToldWhat =>
  decision === 'open' || decision === 'back' || decision === 'news' || decision === 'end';

/** Writes down what was decided; the alert as it is then. */
async function carryOut(
  { db, now, stored, condition }: Deciding,
  decision: AlertDecision,
): Promise<StoredAlert | null> {
  if (decision === 'open' && condition !== null) {
    const { kind, subject, scopeId, name, machines, outOf, before, text } = condition;
    const alert = { kind, subject, scopeId, name, machines, outOf, before, text, openedAt: now };
    const told = { toldMachines: machines, toldText: text, toldAt: now };
    const id = await insertAlert(db, alert);
    return { id, ...alert, ...told, clearSince: null, endedAt: null, returns: 0 };
  }
  const standing = stored && afterDecision(standingOf(stored), condition, { decision, now: now.getTime() });
  if (stored === null || standing === null) return null;
  const changed = withStanding(stored, condition, standing);
  await changeAlert(db, changed, decision === 'news' || decision === 'back');
  return changed;
}

interface Decided {
  decision: AlertDecision;
  alert: StoredAlert;
}

async function decideOne(deciding: Deciding): Promise<Decided | null> {
  const { stored, condition, now } = deciding;
  const decision = decideAlert(stored && standingOf(stored), condition, now.getTime());
  if (decision === 'quiet') return null;
  const alert = await carryOut(deciding, decision);
  return alert && { decision, alert };
}

/** Decides on every alert of one kind. */
async function decideKind(
  judging: Omit<Judging, 'open'>,
  { read, ofKind }: { read: ReadConditions; ofKind: readonly StoredAlert[] },
): Promise<Decided[]> {
  const { db, now } = judging;
  const open = ofKind.filter(({ endedAt }) => endedAt === null);
  const conditions = await read({ ...judging, open });
  if (conditions === null) return [];
  const stored = new Map(ofKind.map((alert) => [keyOf(alert), alert]));
  const there = new Map(conditions.map((one) => [keyOf(one), one]));
  const decided: Decided[] = [];
  for (const key of new Set([...stored.keys(), ...there.keys()])) {
    const one = { db, now, stored: stored.get(key) ?? null, condition: there.get(key) ?? null };
    const what = await decideOne(one);
    if (what !== null) decided.push(what);
  }
  return decided;
}

async function scopeNames(db: Queryable): Promise<Map<string, string>> {
  const { rows } = await db.query<{ id: string; name: string }>('select id, name from scope');
  return new Map(rows.map(({ id, name }) => [id, name]));
}

interface Telling {
  names: ReadonlyMap<string, string>;
  now: Date;
}

function newsOf({ decision, alert }: Decided, { names, now }: Telling): AlertNews[] {
  if (!isTold(decision)) return [];
  const { id, kind, subject, scopeId, name, machines, outOf, before, text, openedAt } = alert;
  const scope = scopeId === null ? null : { id: scopeId, name: names.get(scopeId) ?? '' };
  const times = { openedAt: openedAt.toISOString(), at: now.toISOString() };
  return [
    { alertId: id, what: decision, kind, subject, scope, name, machines, outOf, before, text, ...times },
  ];
}

/** A kind that could not be decided on. */
export interface AlertFault {
  kind: AlertKind;
  error: unknown;
}

/** What a round came to. */
export interface AlertRound {
  /** Whether anything changed that pages show. */
  changed: boolean;
  faults: AlertFault[];
}

/**
 * One round of alerts, in the transaction given: what is so now is compared with what is on record, and what has to be told is
 * put in line for every destination that wants it. Alerts of a kind that can't be decided on stay as they are, and the other
 * kinds go on. Two engines at a time: one of them does it; null: it was another one.
 */
export async function alertRound(db: Queryable, sources: ConditionSources): Promise<AlertRound | null> {
  const now = await takeAlertTurn(db);
  if (now === null) return null;
  const settings = await querySettings(db);
  const recent = await recentAlerts(db, new Date(now.getTime() - BACK_WITHIN_MS));
  const decided: Decided[] = [];
  const faults: AlertFault[] = [];
  for (const kind of ALERT_KINDS) {
    const ofKind = recent.filter((alert) => alert.kind === kind);
    const tried = await tryInSavepoint(db, () =>
      decideKind({ db, now, settings }, { read: sources[kind], ofKind }),
    );
    if (tried.ok) decided.push(...tried.value);
    else faults.push({ kind, error: tried.error });
  }
  if (decided.length === 0) return { changed: false, faults };
  const names = await scopeNames(db);
  await queueAlertNews(
    db,
    decided.flatMap((one) => newsOf(one, { names, now })),
  );
  return { changed: true, faults };
}
