import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AGENT_VERSION, enrol, type JobJournal, JournalFolder, openStateFolder } from '@teredo-fleet/agent';
import {
  changesIn,
  makePlainMachine,
  settingsIn,
  simulatedHostFacts,
} from '@teredo-fleet/platform/simulator';
import { build } from 'esbuild';
import { type Saw, until } from '../../src/until';
import type { AgentNews, AgentOrders, ParentWord } from './agent-news';

/** Bundles the agent's program once, so that it starts as fast as the real one. */
export async function bundleAgentProgram(): Promise<string> {
  const outfile = join(mkdtempSync(join(tmpdir(), 'agent-program-')), 'agent-program.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('./agent-program.ts', import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['bufferutil', 'utf-8-validate'],
    banner: { js: "import { createRequire as cr } from 'node:module'; const require = cr(import.meta.url);" },
  });
  return outfile;
}

/** The agent that ships, on a simulated machine that outlives it, in a process of its own that can be stopped anywhere. */
export class SimulatedAgent {
  #child: ChildProcess | null = null;
  #ended: Promise<NodeJS.Signals | number | null> = Promise.resolve(null);
  readonly news: AgentNews[] = [];

  private constructor(
    private readonly program: string,
    readonly index: number,
    readonly folder: string,
    readonly machineId: string,
  ) {}

  /** Enrols the `index`th plain machine. */
  static async enrol(program: string, index: number, server: { agentUrl: string; token: string }) {
    const folder = mkdtempSync(join(tmpdir(), 'simulated-agent-'));
    const stateDir = join(folder, 'state');
    openStateFolder(stateDir);
    const { machineId } = await enrol({
      stateDir,
      server: server.agentUrl,
      token: server.token,
      ca: null,
      door: 'auto',
      settings: { miredoConf: '-', miredoPidFile: '-', interfaceName: null },
      host: { ...simulatedHostFacts(makePlainMachine(index)), agentVersion: AGENT_VERSION },
      again: false,
    });
    return new SimulatedAgent(program, index, folder, machineId);
  }

  get hostname(): string {
    return makePlainMachine(this.index).hostname;
  }

  /** Starts the process; it takes up what its journals say. */
  start(): void {
    const orders: AgentOrders = { folder: this.folder, index: this.index };
    const child = spawn(process.execPath, [this.program, JSON.stringify(orders)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    child.on('message', (news) => this.news.push(news as AgentNews));
    this.#ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)));
    this.#child = child;
  }

  /** How the process ended: `SIGKILL`, or its exit code. */
  get ended(): Promise<NodeJS.Signals | number | null> {
    return this.#ended;
  }

  /** From now on the agent waits when it comes to the point of this name. */
  holdAt(point: string): void {
    this.#tell({ kind: 'hold', point });
  }

  /** Resolves when the agent waits where it was told to. */
  async held(): Promise<void> {
    const isHeld = (saw: Saw) => saw(this.news).some(({ kind }) => kind === 'held');
    await until(`${this.hostname} is held`, isHeld, { everyMs: 10 });
  }

  /** The process is killed when it comes to the `n`th point from now, from 1. */
  dieAt(n: number): void {
    this.#tell({ kind: 'die', n });
  }

  goOn(): void {
    this.news.splice(0);
    this.#tell({ kind: 'go-on' });
  }

  #tell(word: ParentWord): void {
    this.#child?.send(word);
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    this.#child?.kill(signal);
    await this.#ended;
  }

  /** Names of the points that were passed so far, over every start. */
  points(): string[] {
    return this.news.flatMap((one) => (one.kind === 'point' ? [one.name] : []));
  }

  /** Changes that were really made on the machine. */
  changes(): string[] {
    return changesIn(this.folder);
  }

  /** Whether Teredo is turned on on the machine now. */
  isOn(): boolean {
    return settingsIn(this.folder, makePlainMachine(this.index)).teredoType !== 'disabled';
  }

  journalOf(jobId: string): JobJournal {
    return new JournalFolder(join(this.folder, 'state')).journalOf(jobId, 1);
  }

  async close(): Promise<void> {
    await this.end('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}
