import { decodeStanding, encodeRequests, encodeStanding } from '@teredo-fleet/agent-core';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createApplicationBox, readStanding } from '../src/applications/application-box';
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
  GetParentFolderName: () => 'C:\\WINDOWS\\Teredo Fleet',
  ExpandEnvironmentStrings: (text: string) => text.replace('%SystemRoot%', 'C:\\WINDOWS'),
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

it('requests of applications go on to the server while nothing can be told', () => {
  const outbox = createOutbox();
  const desk = createApplicationDesk({
    box: {
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
