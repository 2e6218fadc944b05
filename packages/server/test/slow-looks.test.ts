import { holdTable } from '@teredo-fleet/db/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startWebBench, type WebBench } from './support/web-bench';

let bench: WebBench;
beforeAll(async () => {
  bench = await startWebBench();
});
afterAll(() => bench.stop());

it('looks that wait keep nobody from signing in, from the frame of a page or from pulling the brake', async () => {
  const admin = await bench.makeUser('admin');
  const cookie = await bench.signIn(admin);
  const letGo = await holdTable(bench.database.pool('admin'), 'machine');
  const looks = Array.from({ length: 40 }, () => bench.query('machines.list', {}, cookie));
  const seen: number[] = [];
  try {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const again = await bench.signIn(admin);
    const frame = [await bench.query('viewer.me', {}, again), await bench.query('brake.get', {}, again)];
    const pulled = await bench.mutate('brake.set', { on: true, reason: 'odd things happen' }, again);
    seen.push(...[...frame, pulled].map(({ status }) => status));
  } finally {
    await letGo();
  }
  expect(seen).toEqual([200, 200, 200]);
  for (const { status, error } of await Promise.all(looks))
    expect([200, 503], error?.message).toContain(status);
});
