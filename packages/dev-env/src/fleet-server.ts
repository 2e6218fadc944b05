import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findFreePorts } from './free-port';
import { until } from './until';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const SUPERVISOR = join(root, 'apps', 'server', 'dist', 'supervisor.mjs');

export type ServerRole = 'signer' | 'gateway' | 'engine' | 'reporter' | 'notice' | 'web';

const PROGRAM_OF: Record<ServerRole, string> = {
  signer: 'signer.mjs',
  gateway: 'gateway.mjs',
  engine: 'engine.mjs',
  reporter: 'reporter.mjs',
  notice: 'notice.mjs',
  web: 'server.mjs',
};

export interface FleetServerOptions {
  /** Variables on top of the data folder and the ports. */
  env?: Record<string, string>;
  /** Kept after `stop` when given; otherwise made under the temporary folder and removed. */
  dataDir?: string;
  port?: number;
}

/** The whole server as `npm start` runs it, in processes of its own, on its own database. */
export interface FleetServer {
  url: string;
  agentUrl: string;
  /** What the links of notices begin with. */
  noticeUrl: string;
  port: number;
  agentPort: number;
  dataDir: string;
  /** The one-time setup link; null when an admin exists. */
  setupLink: string | null;
  /** Everything printed so far. */
  output(): string;
  /** The server's own database as its superuser sees it, past every rule. */
  databaseUrl(): string;
  process: ChildProcess;
  /** Process number of a role's first process; null while it has none. */
  pidOf(role: ServerRole): number | null;
  /** Sends SIGINT as Ctrl-C does and waits for the end; resolves with the exit code. */
  stop(): Promise<number | null>;
}

function freshDataDir(): string {
  const folder = mkdtempSync(join(tmpdir(), 'teredo-fleet-'));
  // PostgreSQL's own user has to pass through; what is secret inside is closed by itself.
  chmodSync(folder, 0o755);
  return folder;
}

function launch(options: FleetServerOptions, dataDir: string, port: number) {
  const env = {
    ...process.env,
    TEREDO_FLEET_DATA_DIR: dataDir,
    PORT: String(port),
    NODE_ENV: 'production',
    ...options.env,
  };
  const child = spawn(process.execPath, [SUPERVISOR], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += String(chunk)));
  return { child, output: () => text };
}

/** Number of the first child whose program has this file name, from /proc. */
function childOf(parent: number, program: string): number | null {
  const children = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').trim().split(' ');
  const found = children.filter(Boolean).find((pid) => programOf(pid) === program);
  return found === undefined ? null : Number(found);
}

function programOf(pid: string): string | null {
  try {
    return basename(readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[1] ?? '');
  } catch {
    return null;
  }
}

function databaseUrlIn(dataDir: string): string {
  const [password, port] = ['password', 'port'].map((name) =>
    readFileSync(join(dataDir, 'postgres', name), 'utf8').trim(),
  );
  return `postgres://postgres:${password}@127.0.0.1:${port}/teredo_fleet`;
}

/** Starts the built server and waits until it answers `/readyz`. A server that ends instead throws with its output. */
export async function startFleetServer(options: FleetServerOptions = {}): Promise<FleetServer> {
  const dataDir = options.dataDir ?? freshDataDir();
  const port = options.port ?? (await findFreePorts());
  const { child, output } = launch(options, dataDir, port);
  const url = options.env?.TEREDO_FLEET_PUBLIC_URL ?? `http://127.0.0.1:${port}`;
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  await until(
    'the server is ready',
    async () => {
      if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}:\n${output()}`);
      const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
      return answer?.ok ?? false;
    },
    // Against hanging only: a busy machine takes its time.
    { timeoutMs: 200_000 },
  ).catch((error) => {
    child.kill('SIGTERM');
    throw new Error(`${error.message}\n${output()}`);
  });
  return {
    url,
    agentUrl: options.env?.TEREDO_FLEET_AGENT_URL ?? `http://127.0.0.1:${port + 1}`,
    noticeUrl: options.env?.TEREDO_FLEET_NOTICE_URL ?? `http://localhost:${port + 2}`,
    port,
    agentPort: port + 1,
    dataDir,
    setupLink: output().match(/https?:\/\/\S*\/setup\?link=\S+/)?.[0] ?? null,
    output,
    databaseUrl: () => databaseUrlIn(dataDir),
    process: child,
    pidOf: (role) => childOf(child.pid ?? 0, PROGRAM_OF[role]),
    async stop() {
      child.kill('SIGINT');
      const code = await ended;
      if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true });
      return code;
    },
  };
}
