import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type ProcessCost,
  readProcessCost,
  signIn,
  startAgentProcess,
  startBareNode,
  startFleetServer,
} from '@teredo-fleet/dev-env';
import { startCountingProxy } from './counting-proxy';
import { print, printMachine, printTable } from './output';

const ADMIN = { email: 'bench@example.org', password: 'a bench needs no secrets' };
const IDLE_MINUTES = 5;
const SETTLE_MS = 20_000;

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const HEAD = ['', 'RSS', 'PSS', 'processor', 'wake-ups'];

function row(name: string, from: ProcessCost, to: ProcessCost, minutes: number): string[] {
  const mb = (kb: number) => `${(kb / 1024).toFixed(1)} MB`;
  const aMinute = (before: number, after: number) => ((after - before) / minutes).toFixed(1);
  return [
    name,
    mb(to.rssKb),
    mb(to.pssKb),
    `${aMinute(from.cpuMs, to.cpuMs)} ms/min`,
    `${aMinute(from.wakeups, to.wakeups)}/min`,
  ];
}

async function measure(
  pids: { agent: number; bare: number },
  minutes: number,
  bytes: () => { toServer: number; toAgent: number },
) {
  const begin = { agent: readProcessCost(pids.agent), bare: readProcessCost(pids.bare), bytes: bytes() };
  await pause(minutes * 60_000);
  const end = { agent: readProcessCost(pids.agent), bare: readProcessCost(pids.bare), bytes: bytes() };
  printMachine();
  print(`idle for ${minutes} min`);
  printTable(HEAD, [
    row('bare Node', begin.bare, end.bare, minutes),
    row('agent', begin.agent, end.agent, minutes),
  ]);
  print(`agent / bare Node, RSS: ${(end.agent.rssKb / end.bare.rssKb).toFixed(2)}`);
  const perMinute = (from: number, to: number) => ((to - from) / minutes).toFixed(0);
  print(
    `bytes a minute: ${perMinute(begin.bytes.toServer, end.bytes.toServer)} to the server, ${perMinute(begin.bytes.toAgent, end.bytes.toAgent)} to the agent`,
  );
}

/** `npm run bench -- agent [minutes]`: what an idle agent costs, beside a bare Node in the same run. */
export async function benchAgent([minutes]: readonly string[]): Promise<void> {
  const env = { TEREDO_FLEET_ADMIN_EMAIL: ADMIN.email, TEREDO_FLEET_ADMIN_PASSWORD: ADMIN.password };
  const server = await startFleetServer({ env });
  const proxy = await startCountingProxy(server.agentPort);
  const stateDir = mkdtempSync(join(tmpdir(), 'teredo-bench-agent-'));
  const bare = startBareNode();
  try {
    const api = await signIn(server.url, ADMIN);
    const order = { label: 'bench', autoAccept: true, maxUses: 1, expiresInHours: 1 };
    const { text } = await api.tokens.create.mutate(order);
    const agent = await startAgentProcess({
      server: `http://127.0.0.1:${proxy.port}`,
      token: text,
      stateDir,
      enrolArguments: [],
      join: (argv) => argv,
    });
    await pause(SETTLE_MS);
    await measure({ agent: agent.pid(), bare: bare.pid }, Number(minutes ?? IDLE_MINUTES), () =>
      proxy.bytes(),
    );
    await agent.stop();
  } finally {
    bare.stop();
    await server.stop();
    await proxy.close();
    rmSync(stateDir, { recursive: true, force: true });
  }
}
