import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ProgramReader, readProgram } from '@teredo-fleet/platform';
import type { AgentMessage } from '@teredo-fleet/protocol';
import type { ProgramException } from '@teredo-fleet/teredo';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeGateway } from './fake-gateway';
import { makeEnrolledFolder, until } from './fixtures';
import { type RunningAgent, startAgent } from './start-agent';

type Report = Extract<AgentMessage, { type: 'program-report' }>;

let folder: string;
let gateway: FakeGateway;
let running: RunningAgent;
let exception: ProgramException;
let read: string[];
const at = (name: string) => join(folder, name);
const PACE = { spreadMs: 20, restMs: 1, everyMs: 50 };

/** Reads real files, in this process. */
const reader = (): ProgramReader => ({
  system: 'linux',
  async read(path, known) {
    read.push(path);
    return readProgram(path, known);
  },
  exceptions: async () => () => exception,
  close: () => undefined,
});

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'program-desk-'));
  gateway = await FakeGateway.start();
  exception = 'not-applicable';
  read = [];
  const { stateDir } = makeEnrolledFolder(gateway);
  running = startAgent({ folder: at('machine'), stateDir }, { programs: { reader: reader(), pace: PACE } });
  await until('it is connected', () => running.news.includes('connected ws'));
});
afterEach(async () => {
  await running.agent.stop();
  await gateway.close();
  rmSync(folder, { recursive: true, force: true });
});

const reports = () =>
  gateway.others.filter((message): message is Report => message.type === 'program-report');
const observations = () => gateway.others.filter(({ type }) => type === 'observation').length;
const name = (...paths: string[]) => {
  const programs = paths.map((path) => ({ id: randomUUID(), path }));
  gateway.say({ type: 'programs', programs });
  return programs;
};

describe('an agent that is told of programs', () => {
  it('tells of each what it is, once, whatever lies there', async () => {
    writeFileSync(at('empty.exe'), '');
    writeFileSync(at('text.exe'), 'no program\n');
    spawnSync('mkfifo', [at('pipe.exe')]);
    const programs = name(at('empty.exe'), at('text.exe'), at('pipe.exe'), at('none.exe'));
    await until('it told', () => reports().length === 4);
    expect(reports().map(({ programId, outcome, facts }) => [programId, outcome, facts?.kind])).toEqual([
      [programs[0]!.id, 'inspected', 'empty'],
      [programs[1]!.id, 'inspected', 'other'],
      [programs[2]!.id, 'not-a-file', undefined],
      [programs[3]!.id, 'missing', undefined],
    ]);
    expect(reports()[0]).toMatchObject({ exception: 'not-applicable', file: { size: 0 } });
    expect(running.failures).toEqual([]);
  });

  it('opens nothing that it would not have been told of by an honest server', async () => {
    name(
      '/etc/passwd',
      '/dev/zero',
      '/proc/self/exe',
      'C:\\Windows\\notepad.exe',
      '//files/a.exe',
      `${folder}/../x.exe`,
    );
    await until('it told', () => reports().length === 6);
    expect(new Set(reports().map(({ outcome }) => outcome))).toEqual(new Set(['refused']));
    expect(read).toEqual([]);
  });

  it('looks again when it is asked to, and tells what is otherwise', async () => {
    writeFileSync(at('a.exe'), 'MZ');
    name(at('a.exe'));
    await until('it told', () => reports().length === 1);
    gateway.say({ type: 'observe-now' });
    await until('it looked', () => read.length === 2);
    writeFileSync(at('a.exe'), 'no program\n');
    utimesSync(at('a.exe'), 1, 1);
    exception = 'with-edge';
    await until('it told what is otherwise', () => {
      gateway.say({ type: 'observe-now' });
      return reports().length === 2;
    });
    expect(reports()[1]).toMatchObject({ exception: 'with-edge', file: { size: 11, modifiedAt: 1000 } });
  });

  it('looks at nothing any more when none is named', async () => {
    name(at('a.exe'));
    await until('it told', () => reports().length === 1);
    name();
    for (let ask = 0; ask < 5; ask += 1) gateway.say({ type: 'observe-now' });
    const seen = observations();
    await until('it observed', () => observations() > seen);
    expect(read).toHaveLength(1);
  });
});
