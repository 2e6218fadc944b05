import type { ProgramReport } from '@teredo-fleet/teredo';
import { describe, expect, it } from 'vitest';
import {
  dueProgram,
  LOOK_AGAIN_MS,
  lookAtAll,
  MOST_NEW_PATHS,
  markOf,
  mayLookAt,
  nameProgramsAnew,
  type ProgramLook,
  type ProgramWatch,
  programLookedAt,
  startProgramWatch,
} from '../src/index';

const HOUR = 3_600_000;
const ready: ProgramReport = {
  outcome: 'inspected',
  file: { size: 1, modifiedAt: 2 },
  exception: 'with-edge',
  facts: null,
};
const named = (...paths: string[]) => paths.map((path, index) => ({ id: `id-${path}-${index}`, path }));

/** An agent that looks whenever something is due. */
function life() {
  let watch: ProgramWatch = startProgramWatch('linux', 0);
  let now = 0;
  const told: [string, ProgramReport][] = [];
  const looks: string[] = [];
  return {
    told,
    looks,
    name: (programs: { id: string; path: string }[]) => {
      watch = nameProgramsAnew(watch, programs);
    },
    askNow: () => {
      watch = lookAtAll(watch, now);
    },
    pass: (ms: number) => {
      now += ms;
    },
    look: (find: (path: string) => ProgramLook = () => ready) => {
      for (let due = dueProgram(watch, now); due !== null; due = dueProgram(watch, now)) {
        looks.push(due.path);
        const taken = programLookedAt(watch, due, { look: find(due.path), now });
        watch = taken.watch;
        if (taken.report !== null) told.push([due.path, taken.report]);
      }
    },
    marks: () => watch.wanted.map(markOf),
  };
}

describe('the programs that an agent looks at', () => {
  it('are looked at once, and again after six hours, and told again where they are otherwise', () => {
    const agent = life();
    agent.name(named('/a.exe'));
    agent.look();
    agent.look();
    expect(agent.looks).toEqual(['/a.exe']);
    expect(agent.told).toEqual([['/a.exe', ready]]);
    agent.pass(LOOK_AGAIN_MS);
    agent.look(() => ({ outcome: 'unchanged', exception: 'with-edge' }));
    expect(agent.looks).toHaveLength(2);
    expect(agent.told).toHaveLength(1);
    agent.pass(LOOK_AGAIN_MS);
    agent.look(() => ({ outcome: 'unchanged', exception: 'blocked' }));
    expect(agent.told[1]).toEqual(['/a.exe', { ...ready, exception: 'blocked' }]);
  });

  it('are told once a day although nothing is otherwise: the server may have lost it', () => {
    const agent = life();
    agent.name(named('/a.exe'));
    for (let look = 0; look < 9; look += 1) {
      agent.look(() => ready);
      agent.pass(LOOK_AGAIN_MS);
    }
    expect(agent.told).toHaveLength(3);
  });

  it('are those of the newest list alone, and one that comes again was looked at', () => {
    const agent = life();
    agent.name(named('/a.exe', '/b.exe'));
    agent.look();
    agent.name([]);
    agent.pass(LOOK_AGAIN_MS);
    agent.look();
    expect(agent.looks).toEqual(['/a.exe', '/b.exe']);
    agent.pass(-HOUR);
    agent.name(named('/a.exe'));
    agent.look();
    expect(agent.looks).toEqual(['/a.exe', '/b.exe']);
  });

  it('are looked at when somebody wants to know now', () => {
    const agent = life();
    agent.name(named('/a.exe'));
    agent.look();
    agent.pass(60_000);
    agent.askNow();
    agent.look();
    expect(agent.looks).toHaveLength(2);
  });

  it('are never more than fifty of a list', () => {
    const agent = life();
    agent.name(named(...Array.from({ length: 80 }, (_, at) => `/${at}.exe`)));
    agent.look();
    expect(agent.looks).toHaveLength(50);
  });

  it('tell a server that asks on and on of a hundred paths, and of four more an hour', () => {
    const agent = life();
    const ask = (hours: number) => {
      for (let list = 0; list < 10; list += 1) {
        agent.name(named(...Array.from({ length: 50 }, (_, at) => `/${hours}-${list}-${at}.exe`)));
        agent.look();
      }
    };
    ask(0);
    expect(agent.looks).toHaveLength(MOST_NEW_PATHS);
    agent.pass(10 * HOUR);
    ask(10);
    expect(agent.looks).toHaveLength(MOST_NEW_PATHS + 40);
  });

  it('cost nothing under another id, and what is known is looked at although there is no room', () => {
    const agent = life();
    for (let list = 0; list < 3; list += 1) {
      agent.name(named(...Array.from({ length: 50 }, (_, at) => `/${list}-${at}.exe`)));
      agent.look();
    }
    agent.name([{ id: 'another', path: '/1-7.exe' }]);
    agent.look();
    expect(agent.looks.at(-1)).toBe('/1-7.exe');
  });

  it('are read again where they could not be read or were not there, and not where they are as they were', () => {
    const agent = life();
    agent.name(named('/a.exe', '/b.exe'));
    agent.look((path) =>
      path === '/a.exe' ? ready : { outcome: 'missing', file: null, exception: 'none', facts: null },
    );
    expect(agent.marks()).toEqual([ready.file, null]);
  });

  it('are files of the agent’s own system, by a path that nobody could mean otherwise', () => {
    const linux = startProgramWatch('linux', 0);
    const windows = startProgramWatch('windows', 0);
    expect(mayLookAt(linux, '/opt/a.exe')).toBe(true);
    expect(mayLookAt(linux, 'C:\\a.exe')).toBe(false);
    expect(mayLookAt(windows, 'C:\\a.exe')).toBe(true);
    expect(mayLookAt(windows, '\\\\files\\a.exe')).toBe(false);
    expect(mayLookAt(windows, 'C:\\secret.txt')).toBe(false);
  });
});
