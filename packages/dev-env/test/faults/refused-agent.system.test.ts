import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AgentProcess, startAgentProcess } from '../../src';
import { type OwnNetwork, openOwnNetwork } from '../../src/namespaces';
import { Fleet } from './fleet';

const folder = mkdtempSync(join(tmpdir(), 'refused-agent-'));
let fleet: Fleet;
let network: OwnNetwork;
const agents: AgentProcess[] = [];

/** What the pasted line does on a machine: enrols, unless that was done, and has the agent run. */
async function paste(): Promise<AgentProcess> {
  const agent = await startAgentProcess({
    server: fleet.server.agentUrl,
    token: await fleet.makeToken({ autoAccept: false }),
    stateDir: join(folder, 'state'),
    enrolArguments: ['--keep'],
    join: network.join,
  });
  agents.push(agent);
  return agent;
}

beforeAll(async () => {
  fleet = await Fleet.start();
  network = await openOwnNetwork(fleet.server.agentPort);
});
afterAll(async () => {
  for (const agent of agents) await agent.stop();
  await network?.close();
  await fleet?.close();
  rmSync(folder, { recursive: true, force: true });
});

it('a machine that was refused waits again as the same machine when a new line is pasted there', async () => {
  const first = await paste();
  const statusOf = async () => (await fleet.api.machines.get.query({ id: first.machineId })).status;
  await first.says(/waits to be accepted/);
  await first.stop();
  const same = await paste();
  expect(same.machineId).toBe(first.machineId);
  await fleet.api.machines.refuse.mutate({ ids: [first.machineId], reason: 'by mistake' });
  expect(await statusOf()).toBe('retired');
  await same.says(/uninstall/);
  await same.stop();
  const again = await paste();
  expect(again.machineId).toBe(first.machineId);
  expect(await statusOf()).toBe('pending');
  await again.says(/waits to be accepted/);
});
