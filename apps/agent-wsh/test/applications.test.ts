import { decodeStanding, encodeRequests, encodeStanding } from '@teredo-fleet/agent-core';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { callAgent, createApplicationBox, readStanding } from '../src/applications/application-box';
import { createApplicationDesk } from '../src/applications/application-desk';
import { createScriptClock } from '../src/host/clock';
import type { ProcessRunner } from '../src/host/processes';
import { createOutbox } from '../src/outbox';
import { MemoryFiles } from './memory-files';

const NOW = Date.UTC(2026, 0, 1);
const STANDING = 'C:\\WINDOWS\\Teredo Fleet\\standing.txt';
const lineOf = (at: number) =>
  encodeStanding({ v: 1, at, status: 'active', connected: true, seen: null, coming: null });

const files = new MemoryFiles();
const objects = {
  ...files,
  DeleteFile: (path: string): void => {
    if (path === held) throw new Error('Permission denied');
    files.DeleteFile(path);
  },
};
/** A file that somebody has open without letting others remove it. */
let held: string | null = null;
vi.stubGlobal(
  'ActiveXObject',
  class {
    constructor() {
      // biome-ignore lint/correctness/noConstructorReturn: an object of COM is what the host makes of a name.
      return objects;
    }
  },
);
afterAll(() => vi.unstubAllGlobals());
beforeEach(() => {
  files.texts.clear();
  held = null;
});

describe('how it stands, as told to applications', () => {
  const box = createApplicationBox({} as ProcessRunner);

  it('is what was told last', () => {
    for (const at of [NOW, NOW + 1]) box.tell(lineOf(at));
    expect(readStanding()?.at).toBe(NOW + 1);
    expect([...files.texts.keys()]).toEqual([STANDING]);
  });

  it('is the newest also while somebody keeps the file open, and in the moment in which it is exchanged', () => {
    box.tell(lineOf(NOW));
    held = STANDING;
    box.tell(lineOf(NOW + 1));
    expect(readStanding()?.at).toBe(NOW + 1);
    files.texts.delete(STANDING);
    expect(readStanding()?.at).toBe(NOW + 1);
    held = null;
    box.tell(lineOf(NOW + 2));
    expect(decodeStanding(files.texts.get(STANDING) ?? '')?.at).toBe(NOW + 2);
    box.close();
    expect([...files.texts.keys()]).toEqual([]);
  });
});

describe('the call of an application', () => {
  const BELL = 'C:\\WINDOWS\\Temp\\teredo-fleet-ask';
  const box = createApplicationBox({} as ProcessRunner);

  it('is heard once', () => {
    expect(box.wasCalled()).toBe(false);
    callAgent();
    callAgent();
    expect([box.wasCalled(), box.wasCalled()]).toEqual([true, false]);
    expect([...files.texts.keys()]).toEqual([]);
  });

  it('never writes to what lies in its place', () => {
    files.texts.set(BELL, 'linked to by somebody');
    callAgent();
    expect(files.texts.get(BELL)).toBe('linked to by somebody');
  });

  it('lasts as long as somebody holds its file open', () => {
    callAgent();
    held = BELL;
    expect([box.wasCalled(), box.wasCalled()]).toEqual([true, true]);
  });
});

it('who asks is looked for once called, at most twice a minute, and every five minutes without a call', () => {
  let [at, looks, calls] = [NOW, 0, 0];
  const desk = createApplicationDesk({
    box: {
      wasCalled: () => calls > 0 && calls-- > 0,
      tell: () => undefined,
      take: () => {
        looks += 1;
        return [];
      },
      close: () => undefined,
    },
    clock: createScriptClock(() => at),
    outbox: createOutbox(),
    jobs: () => [],
  });
  const looksAfter = (seconds: number) => {
    for (let passed = 0; passed < seconds; passed += 5) {
      at += 5_000;
      desk.work();
    }
    return looks;
  };
  desk.work();
  expect(looks).toBe(1);
  expect(looksAfter(295)).toBe(1);
  expect(looksAfter(5)).toBe(2);
  calls = 1;
  expect([looksAfter(25), looksAfter(5), looksAfter(295)]).toEqual([2, 3, 3]);
  expect(looksAfter(5)).toBe(4);
  calls = 1;
  expect(looksAfter(60)).toBe(5);
});

it('who asks is looked for again half a minute after a look that failed, though nobody calls a second time', () => {
  let [at, looks] = [NOW, 0];
  const desk = createApplicationDesk({
    box: {
      wasCalled: () => false,
      tell: () => undefined,
      take: () => {
        looks += 1;
        if (looks === 1) throw new Error('Permission denied');
        return [];
      },
      close: () => undefined,
    },
    clock: createScriptClock(() => at),
    outbox: createOutbox(),
    jobs: () => [],
  });
  const looked: number[] = [];
  for (let second = 0; second < 100; second += 5, at += 5_000) {
    const before = looks;
    desk.work();
    if (looks > before) looked.push(second);
  }
  expect(looked).toEqual([0, 30]);
});

it('requests of applications go on to the server while nothing can be told', () => {
  const outbox = createOutbox();
  const desk = createApplicationDesk({
    box: {
      wasCalled: () => false,
      tell() {
        throw new Error('Permission denied');
      },
      take: () => [{ text: encodeRequests([{ application: 'Chat', at: NOW }]), account: 'kim' }],
      close: () => undefined,
    },
    clock: createScriptClock(() => NOW),
    outbox,
    jobs: () => [],
  });
  desk.work();
  expect(outbox.take()).toMatchObject([{ type: 'application-request', application: 'Chat', askedBy: 'kim' }]);
});
