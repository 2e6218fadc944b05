import type { PlannedWave } from '../plan/plan-parts';

const listed = (value: unknown): string => (Array.isArray(value) ? value.join(' or ') : String(value));

/** A filter in words: its conditions, joined as they are judged. */
function filterText(filter: Record<string, unknown>): string {
  const conditions = Object.entries(filter).filter(
    ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
  );
  if (conditions.length === 0) return 'every machine';
  return `machines with ${conditions.map(([field, value]) => `${field} ${listed(value)}`).join(' and ')}`;
}

/** Which machines a wave takes, in words. */
export function selectionText(stored: unknown): string {
  const selection = stored as PlannedWave['selection'];
  switch (selection.kind) {
    case 'count':
      return selection.count === 1 ? '1 machine' : `${selection.count} machines`;
    case 'percent':
      return `${selection.percent} % of the machines`;
    case 'filter':
      return filterText(selection.filter);
    case 'rest':
      return 'all that are left';
  }
}
