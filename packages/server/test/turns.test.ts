import { expect, it } from 'vitest';
import { Refusal } from '../src/gateway/refusal';
import { Turns } from '../src/gateway/turns';

/** Work that ends when it is told to. */
function work() {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { run: () => ended, end: () => end() };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

it('never has more at work than it may, also when somebody comes just as a turn ends', async () => {
  const turns = new Turns(2, 10);
  let atWork = 0;
  let most = 0;
  const one = async () => {
    atWork += 1;
    most = Math.max(most, atWork);
    await settled();
    atWork -= 1;
  };
  const first = Array.from({ length: 6 }, () => turns.take(one).then(() => turns.take(one)));
  await Promise.all(first);
  expect([most, atWork]).toEqual([2, 0]);
});

it('lets those who wait in by their order, and turns away who comes when too many wait', async () => {
  const turns = new Turns(1, 2);
  const order: string[] = [];
  const busy = work();
  const first = turns.take(busy.run);
  const waiting = ['a', 'b'].map((name) => turns.take(async () => void order.push(name)));
  await expect(turns.take(async () => undefined)).rejects.toBeInstanceOf(Refusal);
  busy.end();
  await Promise.all([first, ...waiting]);
  expect(order).toEqual(['a', 'b']);
});

it('gives a turn on when the work failed', async () => {
  const turns = new Turns(1, 2);
  const failing = turns.take(() => Promise.reject(new Error('broken')));
  const next = turns.take(async () => 'served');
  await expect(failing).rejects.toThrow('broken');
  expect(await next).toBe('served');
});
