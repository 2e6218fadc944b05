import type { ProgramLook } from '@teredo-fleet/agent-core';
import type { ProgramRules } from '@teredo-fleet/teredo';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ScriptClock } from '../src/host/clock';
import type { OutgoingMessage } from '../src/outbox';
import { createProgramDesk } from '../src/programs/program-desk';

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const CHAT = '%ProgramFiles%\\Chat\\chat.exe';

let now: number;
let told: OutgoingMessage[];
let read: string[];
let asked: number;
let rules: () => ProgramRules;
let found: ProgramLook;

beforeEach(() => {
  now = 10 * HOUR;
  told = [];
  read = [];
  asked = 0;
  rules = () => ({ allowed: [{ path: 'D:\\Programme\\Chat\\chat.exe', fromAnywhere: true }] });
  found = { outcome: 'inspected', file: { size: 1, modifiedAt: 2 }, exception: 'unknown', facts: null };
});

function makeDesk() {
  const desk = createProgramDesk({
    clock: { localNow: () => now, now: () => now } as ScriptClock,
    outbox: { add: (message: OutgoingMessage) => told.push(message) } as never,
    rules() {
      asked += 1;
      return rules();
    },
    environment: (name) => (name === 'ProgramFiles' ? 'D:\\Programme' : null),
    read(path, _known, { exception }) {
      read.push(path);
      return { ...found, exception };
    },
  });
  const name = (...paths: string[]) => desk.named(paths.map((path, index) => ({ id: `${index}`, path })));
  const pass = (ms: number, every = 10 * SECOND) => {
    for (let left = ms; left > 0; left -= every) {
      now += every;
      desk.work();
    }
  };
  return { desk, name, pass };
}

describe('the script agent that is told of programs', () => {
  it('looks at one after another, with a rest between, and asks the firewall once for all', () => {
    const { desk, name, pass } = makeDesk();
    name(CHAT, 'C:\\Games\\server.exe');
    desk.work();
    expect(read).toEqual([]);
    pass(10 * SECOND);
    expect(read).toEqual(['D:\\Programme\\Chat\\chat.exe']);
    pass(60 * SECOND);
    expect(read).toHaveLength(2);
    expect(asked).toBe(1);
    expect(told).toMatchObject([
      { type: 'program-report', programId: '0', outcome: 'inspected', exception: 'allowed' },
      { type: 'program-report', programId: '1', exception: 'none' },
    ]);
  });

  it('opens nothing by a path of another kind, nor below a folder that the machine has not', () => {
    const { name, pass } = makeDesk();
    name('\\\\files\\chat.exe', '/opt/chat.exe', 'C:\\secret.txt', '%ProgramW6432%\\chat.exe');
    pass(60 * SECOND);
    expect(told.map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'refused', 'missing']);
    expect(read).toEqual([]);
  });

  it('goes on where the firewall can’t be asked', () => {
    rules = () => {
      throw new Error('it hangs');
    };
    const { name, pass } = makeDesk();
    name(CHAT);
    pass(10 * SECOND);
    expect(told).toMatchObject([{ outcome: 'inspected', exception: 'unknown' }]);
  });

  it('looks again after six hours and when it is asked, and forgets what an earlier session named', () => {
    const { desk, name, pass } = makeDesk();
    name(CHAT);
    pass(6 * HOUR + 60 * SECOND, 60 * SECOND);
    expect(read).toHaveLength(2);
    desk.lookNow();
    desk.lookNow();
    pass(60 * SECOND);
    expect(read).toHaveLength(3);
    desk.connected();
    pass(7 * HOUR, 60 * SECOND);
    expect(read).toHaveLength(3);
    expect(told).toHaveLength(1);
  });

  it('does not stop looking when the clock is put back', () => {
    const { name, pass } = makeDesk();
    name(CHAT);
    now -= 5 * HOUR;
    pass(20 * SECOND);
    expect(read).toHaveLength(1);
  });
});
