import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AGENT_BUNDLE,
  type ProcessCost,
  readProcessCost,
  signIn,
  startAgentProcess,
  startBareNode,
  startFleetServer,
} from '@teredo-fleet/dev-env';
import { startCountingProxy } from './counting-proxy';
import { print, printMachine, printTable } from './output';
import {
  hasWindowsPrograms,
  IDLE_SCRIPT,
  startWindowsPrograms,
  type WindowsProgram,
} from './windows-programs';

const ADMIN = { email: 'bench@example.org', password: 'a bench needs no secrets' };
const IDLE_MINUTES = 5;
const SETTLE_MS = 20_000;
/** A first look takes a minute there. */
const SETTLE_WITH_WINE_MS = 90_000;

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const HEAD = ['', 'RSS', 'PSS', 'processor', 'wake-ups'];

const HEAD_OF_WINDOWS = ['', 'size', 'RSS', 'PSS', 'processor', 'with all of its Windows'];

const mb = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

/** Programs under Wine; begun now, and printed when the returned function is called. */
function measureWindows(programs: WindowsProgram[], minutes: number): () => void {
  const begin = programs.map((program) => program.cost());
  return () => {
    const rows = programs.map((program, index) => {
      const [from, to] = [begin[index], program.cost()];
      const aMinute = (before = 0, after = 0) => `${((after - before) / minutes).toFixed(0)} ms/min`;
      const memory = [mb(program.bytes), mb(to.rssKb * 1024), mb(to.pssKb * 1024)];
      return [program.name, ...memory, aMinute(from?.cpuMs, to.cpuMs), aMinute(from?.allCpuMs, to.allCpuMs)];
    });
    print('under Wine, as Windows 10');
    printTable(HEAD_OF_WINDOWS, rows);
  };
}

function row(name: string, from: ProcessCost, to: ProcessCost, minutes: number): string[] {
  const aMinute = (before: number, after: number) => ((after - before) / minutes).toFixed(1);
  return [
    name,
    mb(to.rssKb * 1024),
    mb(to.pssKb * 1024),
    `${aMinute(from.cpuMs, to.cpuMs)} ms/min`,
    `${aMinute(from.wakeups, to.wakeups)}/min`,
  ];
}

async function measure(
  pids: { agent: number; bare: number },
  minutes: number,
  bytes: () => { toServer: number; toAgent: number },
  windows: WindowsProgram[],
) {
  const printWindows = measureWindows(windows, minutes);
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
  print(`size of the agent: ${mb(statSync(AGENT_BUNDLE).size)}`);
  print(
    `bytes a minute: ${perMinute(begin.bytes.toServer, end.bytes.toServer)} to the server, ${perMinute(begin.bytes.toAgent, end.bytes.toAgent)} to the agent`,
  );
  if (windows.length > 0) printWindows();
  else print('Without the agents of Windows: they need root, Wine, and Node for Windows from npm.');
}

/** `npm run bench -- agent [minutes]`: what idle agents cost, each beside a bare program of its kind in the same run. */
export async function benchAgent([minutes]: readonly string[]): Promise<void> {
  const env = { TEREDO_FLEET_ADMIN_EMAIL: ADMIN.email, TEREDO_FLEET_ADMIN_PASSWORD: ADMIN.password };
  const server = await startFleetServer({ env });
  const proxy = await startCountingProxy(server.agentPort);
  const stateDir = mkdtempSync(join(tmpdir(), 'teredo-bench-agent-'));
  const bare = startBareNode();
  let windows: WindowsProgram[] = [];
  try {
    const api = await signIn(server.url, ADMIN);
    const order = { label: 'bench', autoAccept: true, maxUses: 1, expiresInHours: 1 };
    const makeToken = async () => (await api.tokens.create.mutate(order)).text;
    const agent = await startAgentProcess({
      server: `http://127.0.0.1:${proxy.port}`,
      token: await makeToken(),
      stateDir,
      enrolArguments: [],
      join: (argv) => argv,
    });
    if (hasWindowsPrograms()) {
      const enrol = async () => ({ server: server.agentUrl, token: await makeToken() });
      const idleScript = join(stateDir, 'idle.js');
      writeFileSync(idleScript, IDLE_SCRIPT);
      windows = await startWindowsPrograms(enrol, idleScript);
    }
    await pause(windows.length > 0 ? SETTLE_WITH_WINE_MS : SETTLE_MS);
    const pids = { agent: agent.pid(), bare: bare.pid };
    await measure(pids, Number(minutes ?? IDLE_MINUTES), () => proxy.bytes(), windows);
    await agent.stop();
  } finally {
    bare.stop();
    for (const program of windows) await program.stop();
    await server.stop();
    await proxy.close();
    rmSync(stateDir, { recursive: true, force: true });
  }
}
