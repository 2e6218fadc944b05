import { filterWords } from '../filter/machine-filter';
import type { WaveSelection } from './shapes';

/** Which machines a wave takes, in words. */
export function selectionWords(selection: WaveSelection): string {
  switch (selection.kind) {
    case 'count':
      return selection.count === 1 ? 'one machine' : `${selection.count.toLocaleString('en-GB')} machines`;
    case 'percent':
      return `${selection.percent} % of the target`;
    case 'filter':
      return filterWords(selection.filter);
    case 'rest':
      return 'all the rest';
  }
}
