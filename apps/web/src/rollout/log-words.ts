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
  'rollout.abort': 'Aborted it',
  'rollout.rollBack': 'Rolled it back',
  'rollout.start': 'Started',
  'rollout.open-wave': 'Opened a wave',
  'rollout.move-to-late': 'Moved machines to the late pool',
  'rollout.leave-alone': 'Left machines alone that are gone',
  'rollout.close': 'Ended what had not begun',
  'rollout.finish': 'Finished',
  'evidence.request': 'Asked for an evidence bundle',
  'evidence.finish': 'Made an evidence bundle',
  'evidence.download': 'Took an evidence bundle',
};

/** An action of the log in words; one that has none by its name. */
export function logWords(action: string): string {
  return WORDS[action] ?? action;
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
