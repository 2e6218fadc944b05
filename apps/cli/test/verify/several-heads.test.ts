import { describe, expect, it } from 'vitest';
import { headLine, makeContent, makeKey, writeBundle } from './a-bundle';
import { ask, faultsOf } from './ask';

const key = makeKey();
const content = makeContent({ key });
const bundle = writeBundle(content);
const line = (count: number, at: string): string => headLine(content.chain.heads[count]!, at, key);
const early = line(8, '2026-03-01T08:00:00.000Z');
const late = line(12, '2026-03-01T09:30:00.000Z');

/** What a check of the bundle, whose chain ends at ten entries, says beside a file of heads. */
async function against(...lines: string[]): Promise<string[]> {
  return faultsOf(await ask(bundle, { head: `${lines.join('\n')}\n` }));
}

describe('a file of heads beside a bundle whose newest part was cut off', () => {
  it('shows the cut by the head that goes furthest', async () => {
    expect(await against(early, late)).toEqual(['later-head cut-off']);
  });

  it('shows it too when somebody told an old head again, later', async () => {
    expect(await against(early, late, early)).toEqual(['later-head cut-off']);
  });

  it('shows it too when its lines came in another order', async () => {
    expect(await against(late, early)).toEqual(['later-head cut-off']);
  });

  it('is not silenced by a line that claims to go further: that line is a fault', async () => {
    const claimed = late.replace('\\"count\\":12', '\\"count\\":99');
    expect(claimed).not.toBe(late);
    expect(await against(early, late, claimed)).toEqual(['later-head wrong-signature']);
  });
});
