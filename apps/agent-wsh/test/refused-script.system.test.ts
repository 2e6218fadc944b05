import { type FleetApi, type FleetServer, signIn, startFleetServer } from '@teredo-fleet/dev-env';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildScript } from '../script.mjs';
import { createWineMachine, type RunningProgram, type WineMachine } from './wine';

const ADMIN = { email: 'ada@example.org', password: 'correct horse battery' };
const LONG_MS = 400_000;
const patience = { timeoutMs: LONG_MS / 2, everyMs: 500 };
const STATE_DIR = 'C:\\Teredo Fleet';

let server: FleetServer;
let api: FleetApi;
let machine: WineMachine;
let script = '';
const agents: RunningProgram[] = [];
const words = (...args: string[]) => [
  '//nologo',
  machine.windowsPath(script),
  ...args,
  '--state-dir',
  STATE_DIR,
];

/** What the pasted line does first. */
async function enrol(): Promise<string> {
  const order = { label: 'refused', autoAccept: false, maxUses: 1, expiresInHours: 1 };
  const token = (await api.tokens.create.mutate(order)).text;
  const line = words('enrol', '--keep', '--server', server.agentUrl, '--token', token);
  const { exitCode, output } = await machine.run('cscript', line, { timeoutMs: 200_000 });
  expect({ exitCode, output }).toMatchObject({ exitCode: 0, output: expect.stringContaining('enrolled') });
  return /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(output)?.[0] ?? '';
}

function run(): RunningProgram {
  const agent = machine.start('cscript', words('run'));
  agents.push(agent);
  return agent;
}

async function end(agent: RunningProgram): Promise<void> {
  agent.kill();
  await agent.ended;
}

beforeAll(async () => {
  // What keeps this process busy comes first: the server gives up a connection that it leaves idle.
  const text = await buildScript();
  machine = await createWineMachine('winxp');
  script = machine.write('teredo-agent.js', text);
  const env = { TEREDO_FLEET_ADMIN_EMAIL: ADMIN.email, TEREDO_FLEET_ADMIN_PASSWORD: ADMIN.password };
  server = await startFleetServer({ env });
  api = await signIn(server.url, ADMIN);
}, LONG_MS);
afterAll(async () => {
  for (const agent of agents) agent.kill();
  await machine?.close();
  await server?.stop();
}, 120_000);

it(
  'a machine of the script agent that was refused waits again as the same machine when a new line is pasted there, and else stays as it is',
  async () => {
    const id = await enrol();
    const statusOf = async () => (await api.machines.get.query({ id })).status;
    const first = run();
    await first.says(/machine is pending/, patience);
    expect(await enrol()).toBe(id);
    await api.machines.refuse.mutate({ ids: [id], reason: 'by mistake' });
    await first.says(/retired/, patience);
    await end(first);
    expect(await statusOf()).toBe('retired');
    const { output } = await machine.run('cscript', words('status'));
    expect(output).toMatch(/^Last news {4}[0-9-]{10}T[0-9:.]+Z .*retired/m);
    expect(await enrol()).toBe(id);
    expect(await statusOf()).toBe('pending');
    const again = run();
    await again.says(/machine is pending/, patience);
  },
  LONG_MS,
);
