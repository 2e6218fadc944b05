import type { ChainFault, HeadVerdict } from './check-chain';

const range = (from: number, through: number): string =>
  from === through ? `Link ${from} is` : `Links ${from} to ${through} are`;

/** What is wrong, in a sentence that needs no knowledge of chains. */
export function faultText(fault: ChainFault): string {
  switch (fault.kind) {
    case 'links-missing':
      return `${range(fault.number, fault.through)} missing.`;
    case 'out-of-order':
      return `Link ${fault.number} stands after link ${fault.after}: rows were reordered or added.`;
    case 'entry-missing':
      return `Entry ${fault.seq} (link ${fault.number}) was deleted.`;
    case 'entry-changed':
      return `Entry ${fault.seq} (link ${fault.number}) is not what it was when it was linked.`;
    case 'link-changed':
      return `Link ${fault.number} (entry ${fault.seq}) was not made from what stands before it: it was altered, or what stands before it was.`;
  }
}

/** How a chain compares with a head that was published earlier, in a sentence. */
export function headText(verdict: HeadVerdict, count: number): string {
  switch (verdict) {
    case 'holds':
      return `The chain still holds the head that was published at ${count} entries.`;
    case 'cut-off':
      return `A head was published at ${count} entries, and the chain ends before: its newest part was cut off.`;
    case 'rewritten':
      return `A head was published at ${count} entries, and the chain has another one there: it was rewritten.`;
    case 'not-checked':
      return `The head that was published at ${count} entries lies before this part of the chain and was not checked.`;
  }
}
