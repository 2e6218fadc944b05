import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type OwnNetwork, openOwnNetwork } from '../../src/namespaces';
import type { TerminalProgram } from '../../src/terminal-program';
import { until } from '../../src/until';
import { Fleet } from './fleet';
import { makeStateDir, runRealAgent } from './real-agent';
import type { SimulatedAgent } from './simulated-agent';

let fleet: Fleet;
let network: OwnNetwork;
/** A machine that behaves: it is changed beside every fault, and must not notice. */
let witness: SimulatedAgent;
let mode: 'on' | 'off' = 'off';
const clean: (() => unknown)[] = [];

beforeAll(async () => {
  fleet = await Fleet.start();
  network = await openOwnNetwork(fleet.server.agentPort);
  witness = await fleet.machine();
});
afterEach(async () => {
  for (const undo of clean.splice(0).reverse()) await undo();
});
afterAll(async () => {
  await network?.close();
  await fleet?.close();
});

function witnessWorks(): Promise<void> {
  mode = mode === 'on' ? 'off' : 'on';
  return fleet.works(witness, mode);
}

function newFolder(copyOf: string | null = null): string {
  const { stateDir, remove } = makeStateDir(copyOf);
  clean.push(remove);
  return stateDir;
}

function run(stateDir: string, args: string[], inside = network.join): TerminalProgram {
  const agent = runRealAgent(stateDir, args, inside);
  clean.push(() => agent.end());
  return agent;
}

const enrol = (stateDir: string, token: string) =>
  run(stateDir, ['enrol', '--server', fleet.server.agentUrl, '--token', token]);

const idOf = (token: string) => token.split('.')[1]!;
const machines = async () => (await fleet.api.machines.counts.query({})).total;

/** The terminal says it, nothing was kept on the machine or made on the server, and the trail has the refusal. */
async function expectRefusal(token: string, words: RegExp, code: string): Promise<void> {
  const stateDir = newFolder();
  const before = await machines();
  const agent = enrol(stateDir, token);
  const [exitCode] = await Promise.all([agent.ended, witnessWorks()]);
  expect([exitCode, agent.terminal.trim()]).toEqual([4, expect.stringMatching(words)]);
  expect(existsSync(join(stateDir, 'enrolment.json'))).toBe(false);
  expect(await machines()).toBe(before);
  const { rows } = await fleet.api.audit.list.query({ filter: { action: 'agent.enrol' } });
  const refused = { outcome: 'refused', reason: code, after: { tokenId: idOf(token) } };
  expect(rows).toContainEqual(expect.objectContaining(refused));
}

describe('enrolling with', () => {
  it('a wrong token is refused, and a machine beside it goes on working', async () => {
    const [, id, , ...keys] = (await fleet.makeToken()).split('.');
    const token = ['tf1', id, 'A'.repeat(43), ...keys].join('.');
    await expectRefusal(
      token,
      /^The server does not know this enrolment token\. Ask for a new line /,
      'token-unknown',
    );
  });

  it('an expired token is refused, and a machine beside it goes on working', async () => {
    const token = await fleet.makeToken();
    await fleet.sql(`update enrolment_token set expires_at = now() - interval '1 second' where id = $1`, [
      idOf(token),
    ]);
    await expectRefusal(token, /^This enrolment token has expired\. Ask for a new line /, 'token-expired');
  });

  it('a used-up token is refused, and a machine beside it goes on working', async () => {
    const token = await fleet.makeToken();
    const first = enrol(newFolder(), token);
    expect([await first.ended, first.terminal]).toEqual([0, expect.stringContaining('Enrolled as machine')]);
    await expectRefusal(token, /used as often as it may be\. Ask for a new line /, 'token-used-up');
    const known = (await fleet.api.tokens.list.query()).rows.find(({ id }) => id === idOf(token));
    expect(known).toMatchObject({ uses: 1, state: 'used-up' });
  });
});

describe('two agents on one machine', () => {
  it('with folders of their own: the second is refused by name, and may run when the first was killed', async () => {
    const folders = [newFolder(), newFolder()];
    for (const folder of folders) expect(await enrol(folder, await fleet.makeToken()).ended).toBe(0);
    const [first = '', second = ''] = folders;
    const running = run(first, ['run']);
    await running.says(/Connected/);
    const refused = run(second, ['run']);
    expect(await refused.ended).toBe(1);
    const { pid } = running.child;
    expect(refused.terminal).toContain(`Another teredo-agent (process ${pid}, folder ${first}) already runs`);
    expect(refused.terminal).toMatch(/Stop it first \(systemctl stop teredo-agent, or kill \d+\)/);
    await witnessWorks();
    expect(running.child.exitCode).toBeNull();
    await running.end();
    await run(second, ['run']).says(/Connected/);
  });
});

describe('a copied identity', () => {
  /** A machine beside this one: a network and a boot of its own. */
  async function anotherMachine(): Promise<(argv: string[]) => string[]> {
    const folder = mkdtempSync(join(tmpdir(), 'another-machine-'));
    const other = await openOwnNetwork(fleet.server.agentPort);
    clean.push(() => other.close());
    const boot = join(folder, 'boot-id');
    writeFileSync(boot, '11111111-2222-4333-8444-555555555555\n');
    const bind = 'mount --bind "$0" /proc/sys/kernel/random/boot_id && exec "$@"';
    return (argv) => other.join(['unshare', '--mount', 'sh', '-c', bind, boot, ...argv]);
  }

  it('is quarantined, both terminals and the page say so, and an admin releases it', async () => {
    const stateDir = newFolder();
    const token = await fleet.makeToken();
    const enrolled = enrol(stateDir, token);
    expect(await enrolled.ended).toBe(0);
    const id = /machine (\S+)\./.exec(enrolled.terminal)![1]!;
    const copy = newFolder(stateDir);
    const original = run(stateDir, ['run']);
    await original.says(/Connected .* is active/);
    const cloned = run(copy, ['run'], await anotherMachine());
    await original.says(/A newer session of this machine has taken over/);
    await Promise.all([original.says(/Connected .* is quarantined/), witnessWorks()]);
    await cloned.says(/Two machines use this identity\. .* an admin releases it; .* enrol anew/);
    const page = await fleet.api.machines.get.query({ id });
    expect(page).toMatchObject({
      status: 'quarantined',
      statusReason: expect.stringContaining('Enrol the copy anew'),
    });

    await cloned.end();
    await fleet.api.machines.releaseQuarantine.mutate({ id, reason: 'the copy is gone' });
    await original.says(/is quarantined(.|\n)*Connected .* is active/);
    const { rows } = await fleet.api.audit.list.query({ filter: { object: id, action: 'machine.' } });
    expect(rows.map(({ action }) => action)).toEqual(['machine.releaseQuarantine', 'machine.quarantine']);
  });
});

describe('a job altered by one bit', () => {
  it('on the server is refused by the agent, ends as refused, is told to the auditor, and changes nothing', async () => {
    const agent = await fleet.machine();
    await agent.end('SIGTERM');
    const change = await fleet.toggle(agent, 'on');
    await fleet.reaches(change, 'queued');
    await fleet.sql('update job set payload = set_bit(payload, 77, 1 - get_bit(payload, 77)) where id = $1', [
      change.jobId,
    ]);
    agent.start();
    const refused = async () => (await fleet.api.audit.list.query({ filter: { action: 'job.refuse' } })).rows;
    await until('the refusal is written down', async (saw) => saw(await refused()).length > 0);
    await witnessWorks();
    const rows = await refused();
    expect(rows[0]).toMatchObject({ actor: { name: agent.hostname }, outcome: 'refused' });
    await fleet.reaches(change, 'refused');
    expect(rows[0]?.reason).toMatch(/signature does not fit .* Nothing was done\. Look for somebody between/);
    expect(agent.changes()).toEqual([]);
    expect(readdirSync(join(agent.folder, 'state', 'jobs'))).toEqual([]);
  });
});

describe('a full disk for the journal', () => {
  /** A disk of its own for the agent's folder. */
  function smallDisk(): string {
    const stateDir = newFolder();
    mkdirSync(stateDir);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k,mode=0700', 'tmpfs', stateDir]);
    clean.push(() => execFileSync('umount', ['--lazy', stateDir]));
    return stateDir;
  }

  function fill(path: string): void {
    for (const size of [4096, 512, 1]) {
      try {
        for (;;) writeFileSync(path, Buffer.alloc(size), { flag: 'a' });
      } catch {
        // Full for pieces of this size.
      }
    }
  }

  it('costs the agent neither its connection nor its life: terminal and page say to make room', async () => {
    const stateDir = smallDisk();
    const enrolled = enrol(stateDir, await fleet.makeToken());
    expect(await enrolled.ended).toBe(0);
    const machineId = /machine (\S+)\./.exec(enrolled.terminal)![1]!;
    const agent = run(stateDir, ['run', '--miredo-conf', join(stateDir, 'none.conf')]);
    await agent.says(/Connected/);
    await fleet.observed({ machineId });
    fill(join(stateDir, 'ballast'));
    process.kill(fleet.server.pidOf('gateway')!, 'SIGKILL');
    await agent.says(/status\.json can't be written \(ENOSPC.*\)\. Make room on its disk\./);
    await agent.says(/ended(.|\n)*Connected/);
    const blocked = await fleet.reaches(await fleet.toggle({ machineId }, 'on'), 'blocked');
    expect(blocked.detail).toMatch(/nothing was changed: .* Make room on its disk, then start again\./);
    await witnessWorks();

    rmSync(join(stateDir, 'ballast'));
    await fleet.reaches(await fleet.toggle({ machineId }, 'off'), 'already-compliant');
    expect(agent.child.exitCode).toBeNull();
  });
});
