import { filterWords } from '../filter/machine-filter';
import type { DraftSelection } from './shapes';

/** Which machines a wave takes, in words. */
export function selectionWords(
  selection: DraftSelection,
  scopes: Parameters<typeof filterWords>[1] = [],
): string {
  switch (selection.kind) {
    case 'count':
      return selection.count === 1
        ? 'one machine'
        : `${selection.count?.toLocaleString('en-GB') ?? '…'} machines`;
    case 'percent':
      return `${selection.percent ?? '…'} % of the target`;
    case 'filter':
      return filterWords(selection.filter, scopes);
    case 'rest':
      return 'all the rest';
  }
}

/**
 * How many machines each wave would take of so many targeted; null where only the fleet can tell. The preview knows
 * exactly, this is for while one types.
 */
export function waveSizes(selections: readonly DraftSelection[], targeted: number): (number | null)[] {
  let left: number | null = targeted;
  return selections.map((selection) => {
    const wanted = wantedBy(selection, targeted);
    const size: number | null = wanted === null || left === null ? null : Math.min(wanted, left);
    left = size === null || left === null ? null : left - size;
    return size;
  });
}

function wantedBy(selection: DraftSelection, targeted: number): number | null {
  switch (selection.kind) {
    case 'count':
      return selection.count;
    case 'percent':
      return selection.percent === null ? null : Math.ceil((selection.percent * targeted) / 100);
    case 'filter':
      return null;
    case 'rest':
      return targeted;
  }
}
