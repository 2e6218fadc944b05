import type { PastFleet } from '@/trpc/shapes';
import { isKept } from './is-kept';

type Numbers = Pick<PastFleet, 'known' | 'unknown' | 'at' | 'keptSince'>;

const machines = (count: number) =>
  count === 1 ? 'one machine' : `${count.toLocaleString('en-GB')} machines`;

/** That there is none: with a filter that says nothing of who was enrolled. */
function noneWords(numbers: Numbers, narrowed: boolean): string {
  if (narrowed)
    return isKept(numbers)
      ? 'None of the machines of today matched this then.'
      : 'Of what is kept of then, nothing matches this.';
  return isKept(numbers)
    ? 'None of the machines of today was enrolled then.'
    : 'It is not kept which of the machines of today were enrolled then.';
}

/** How many machines are told of, in a sentence. `narrowed`: those that match a filter alone. */
export function enrolledThen(numbers: Numbers, narrowed: boolean): string {
  const { known, unknown } = numbers;
  if (known + unknown === 0) return noneWords(numbers, narrowed);
  if (known === 0)
    return `None of the machines that ${narrowed ? 'matched' : 'were enrolled'} then had reported anything.`;
  const had = `${narrowed ? 'Matched' : 'Enrolled'} then: ${machines(known)} had reported`;
  return unknown === 0 ? `${had}.` : `${had}, ${unknown.toLocaleString('en-GB')} had not.`;
}
