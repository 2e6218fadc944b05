const WORDS: Record<string, string> = {
  'rollout.saveDraft': 'Saved the draft',
  'rollout.submit': 'Submitted it for approval',
  'rollout.approve': 'Approved it',
  'rollout.approveEmergency': 'Approved it as an emergency',
  'rollout.reject': 'Rejected it',
  'rollout.clone': 'Cloned it',
  'rollout.pause': 'Paused it',
  'rollout.resume': 'Resumed it',
  'rollout.promote': 'Promoted a wave',
  'rollout.overrideGate': 'Overrode a gate',
  'rollout.retryFailed': 'Retried what failed',
  'rollout.exclude': 'Left machines out',
  'rollout.nudge': 'Had people asked again',
  'rollout.askNoticeOverride': 'Asked not to wait for answers',
  'rollout.grantNoticeOverride': 'Granted not to wait for answers',
  'rollout.closeNoticeOverride': 'Refused: answers are waited for',
  'rollout.abort': 'Aborted it',
  'rollout.rollBack': 'Rolled it back',
  'rollout.start': 'Started',
  'rollout.join': 'Let machines join',
  'rollout.open-wave': 'Opened a wave',
  'rollout.move-to-late': 'Moved machines to the late pool',
  'rollout.leave-alone': 'Left machines alone that are asked no more',
  'rollout.close': 'Ended what had not begun',
  'rollout.give-up': 'Ended it, with nobody left to judge by',
  'rollout.finish': 'Finished',
  'evidence.request': 'Asked for an evidence bundle',
  'evidence.finish': 'Made an evidence bundle',
  'evidence.download': 'Took an evidence bundle',
};

/** What entries of rollouts keep of what was done; older ones keep less. */
interface Done {
  wave?: unknown;
  machines?: unknown;
  overridden?: unknown;
  acknowledged?: unknown;
  askedBy?: unknown;
}

const machines = (count: number): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? 'machine' : 'machines'}`;

/** Words with the wave, counted from 1, or the number of machines that they are about. */
const EXACT: Record<string, (wave: string | null, count: string | null, done: Done) => string | null> = {
  'rollout.open-wave': (wave) => wave && `Opened ${wave}`,
  'rollout.promote': (wave) => wave && `Promoted ${wave}`,
  'rollout.overrideGate': (wave, _, { overridden }) =>
    wave && `${overridden === false ? 'Asked to override' : 'Overrode'} the gate of ${wave}`,
  'rollout.rollBack': (wave) => wave && `Rolled back ${wave}`,
  'rollout.retryFailed': (_, count) => count && `Retried ${count}`,
  'rollout.exclude': (_, count) => count && `Left ${count} out`,
  'rollout.nudge': (_, count) => count && `Had people of ${count} asked again`,
  'rollout.askNoticeOverride': (_, count) => count && `Asked not to wait for answers on ${count}`,
  'rollout.grantNoticeOverride': (_, count) => count && `Granted not to wait for answers on ${count}`,
  'rollout.join': (_, count) => count && `Let ${count} join`,
  'rollout.move-to-late': (wave, count) => wave && count && `Moved ${count} of ${wave} to the late pool`,
  'rollout.resume': (_, __, { acknowledged }) =>
    Array.isArray(acknowledged) && acknowledged.length > 0
      ? `Resumed it, with ${acknowledged.length.toLocaleString('en-GB')} acknowledged`
      : null,
};

/**
 * An action of the log in words, as exact as its entry lets; one that has no words by its name. `actorId`: who did it; null: a
 * part of the server did.
 */
export function logWords(action: string, after: unknown, actorId: string | null): string {
  const done: Done = typeof after === 'object' && after !== null ? after : {};
  const wave = typeof done.wave === 'number' ? `wave ${done.wave + 1}` : null;
  const count = typeof done.machines === 'number' ? machines(done.machines) : null;
  if (action === 'rollout.closeNoticeOverride' && actorId !== null && done.askedBy === actorId)
    return 'Took it back: answers are waited for';
  return EXACT[action]?.(wave, count, done) ?? WORDS[action] ?? action;
}

interface LogRow {
  action: string;
  outcome: string;
  actor: { name: string };
  reason: string | null;
}

/** A row of the log, and how many times in a row the same was done: a draft is saved with every field. */
export type LogLine<Row> = Row & { times: number };

const repeats = (row: LogRow, newer: LogRow) =>
  row.action === 'rollout.saveDraft' &&
  row.action === newer.action &&
  row.outcome === newer.outcome &&
  row.actor.name === newer.actor.name &&
  row.reason === newer.reason;

/** Rows, the newest first, in which a run of saved drafts of one person is one line, that of the newest. */
export function logLines<Row extends LogRow>(rows: readonly Row[]): LogLine<Row>[] {
  const lines: LogLine<Row>[] = [];
  for (const row of rows) {
    const newer = lines.at(-1);
    if (newer !== undefined && repeats(row, newer)) newer.times += 1;
    else lines.push({ ...row, times: 1 });
  }
  return lines;
}
