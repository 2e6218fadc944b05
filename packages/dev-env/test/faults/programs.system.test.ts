import { copyFileSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AgentProcess, startAgentProcess } from '../../src';
import { type OwnNetwork, openOwnNetwork } from '../../src/namespaces';
import { until } from '../../src/until';
import { Fleet } from './fleet';

const WINE = '/usr/lib/x86_64-linux-gnu/wine/x86_64-windows';
/** An agent looks within a minute of being told, and rests between two files. */
const patience = { timeoutMs: 150_000 };

const folder = mkdtempSync(join(tmpdir(), 'programs-'));
const at = (name: string) => join(folder, name);
let fleet: Fleet;
let network: OwnNetwork;
let agent: AgentProcess;

beforeAll(async () => {
  copyFileSync(join(WINE, 'winhttp.dll'), at('winhttp.dll'));
  writeFileSync(at('empty.exe'), '');
  writeFileSync(at('huge.exe'), 'MZ');
  truncateSync(at('huge.exe'), 2 * 1024 ** 3);
  symlinkSync(at('empty.exe'), at('link.exe'));
  fleet = await Fleet.start();
  network = await openOwnNetwork(fleet.server.agentPort);
  agent = await startAgentProcess({
    server: fleet.server.agentUrl,
    token: await fleet.makeToken({ autoAccept: true }),
    stateDir: join(folder, 'state'),
    enrolArguments: ['--keep'],
    join: network.join,
  });
});
afterAll(async () => {
  await agent?.stop();
  await network?.close();
  await fleet?.close();
  rmSync(folder, { recursive: true, force: true });
});

it('what an admin names is read on the machine by the agent that ships, and said on the page of the machine', async () => {
  const names = ['winhttp.dll', 'empty.exe', 'huge.exe', 'link.exe', 'none.exe'];
  for (const name of names) await fleet.api.programs.add.mutate({ path: at(name) });
  const rows = await until(
    'all was told',
    async (saw) => {
      const { rows } = saw(await fleet.api.machines.programs.query({ id: agent.machineId }));
      return rows.length === names.length && rows.every(({ reportedAt }) => reportedAt !== null)
        ? rows
        : null;
    },
    patience,
  );
  const of = (name: string) => rows.find(({ program }) => program.name === name);
  expect(of('winhttp.dll')?.sockets?.functions.map(({ library }) => library)).toContain('ws2_32.dll');
  expect(of('winhttp.dll')?.exception).toMatchObject({ verdict: null, kind: 'not-applicable' });
  expect(of('winhttp.dll')?.file).toMatchObject({ machine: 'x64' });
  expect(of('empty.exe')?.verdict).toBe('cannot-tell');
  expect(of('huge.exe')).toMatchObject({ verdict: 'cannot-tell', file: { size: 2 * 1024 ** 3 } });
  expect(of('link.exe')?.verdict).toBe('not-read');
  expect(of('none.exe')?.verdict).toBe('missing');
  expect(agent.output()).not.toMatch(/Error/);
}, 240_000);
