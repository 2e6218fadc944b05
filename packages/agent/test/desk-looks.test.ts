import type { ApplicationBox } from '@teredo-fleet/platform';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ApplicationDesk } from '../src/applications/application-desk';
import type { Outbox } from '../src/jobs/outbox';

let looks: number;
let told: number;
let call: () => void;
let failing: number;
let desk: ApplicationDesk;
let failures: unknown[];

beforeEach(async () => {
  vi.useFakeTimers();
  failures = [];
  [looks, told, failing] = [0, 0, 0];
  const box: ApplicationBox = {
    lookEveryMs: 30_000,
    open: async () => undefined,
    watch(called) {
      call = called;
      return () => {
        call = () => undefined;
      };
    },
    async take() {
      looks += 1;
      if (failing > 0 && failing-- > 0) throw new Error('EMFILE');
      return [];
    },
    async tell() {
      told += 1;
    },
    close: async () => undefined,
  };
  desk = new ApplicationDesk({
    box,
    outbox: {} as Outbox,
    jobs: () => [],
    serverTime: () => Date.now(),
    onFailed: (error) => {
      failures.push(error);
    },
  });
  desk.start();
  await vi.advanceTimersByTimeAsync(0);
});
afterEach(async () => {
  try {
    await desk.close();
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    // The next file has the same clocks.
    vi.useRealTimers();
  }
});

const after = async (seconds: number) => {
  await vi.advanceTimersByTimeAsync(seconds * 1000);
  return looks;
};

it('looks once when it starts, and every five minutes where nobody calls', async () => {
  expect(looks).toBe(1);
  expect(await after(299)).toBe(1);
  expect(await after(2)).toBe(2);
});

it('looks at once when it is called, and then not sooner than the machine bears', async () => {
  await after(60);
  for (const _ of [1, 2, 3]) call();
  expect(await after(0)).toBe(2);
  for (const _ of [1, 2, 3]) call();
  expect(await after(29)).toBe(2);
  expect(await after(1)).toBe(3);
  expect(await after(60)).toBe(3);
});

it('tells at once what is another, and else twice a minute', async () => {
  expect(told).toBe(1);
  await after(29);
  expect(told).toBe(1);
  await after(1);
  expect(told).toBe(2);
  desk.connected('active');
  desk.connected('active');
  await after(0);
  expect(told).toBe(3);
});

it('looks again soon where a look failed: nobody calls a second time', async () => {
  await after(60);
  failing = 1;
  call();
  expect(await after(0)).toBe(2);
  expect(await after(30)).toBe(3);
  expect(await after(60)).toBe(3);
  expect(failures).toEqual([new Error('EMFILE')]);
});

it('looks no more once it is closed, also where a look was due', async () => {
  call();
  await desk.close();
  expect(await after(600)).toBe(1);
});
