import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:net';
import { type AgentOnMachine, findAgents, findPipeOwner } from './agents-on-machine';
import { onWindows } from './rights';
import { StateError } from './state-error';

/** Held while an agent runs on a machine. */
export interface MachineLock {
  /** Processes of ordinary users that hold the name and don't count. */
  passedOver: readonly number[];
  release(): void;
}

const NAME = 'teredo-fleet-agent';
const ATTEMPTS = 5;

function describe({ pid, stateDir }: AgentOnMachine): string {
  const process = pid === null ? 'a process that this user may not see' : `process ${pid}`;
  return stateDir === null ? process : `${process}, folder ${stateDir}`;
}

function waysToStop({ pid }: AgentOnMachine): string {
  if (onWindows)
    return `schtasks /End /TN "Teredo Fleet agent"${pid === null ? '' : `, or taskkill /F /PID ${pid}`}`;
  return `systemctl stop teredo-agent${pid === null ? '' : `, or kill ${pid}`}`;
}

function inUse(other: AgentOnMachine): StateError {
  const look = other.stateDir === null ? '' : `: teredo-agent status --state-dir ${other.stateDir}`;
  const text = `Another teredo-agent (${describe(other)}) already runs on this machine, and two of them would undo each other's changes. Stop it first (${waysToStop(other)}), or keep to that one${look}.`;
  return new StateError('in-use', text);
}

/**
 * Only root can change the machine. So an ordinary user who took the name, for an agent of his own or to be in the
 * way, can't keep root's agent from running.
 */
const mayBePassedOver = ({ uid }: AgentOnMachine) => process.getuid?.() === 0 && uid !== null && uid !== 0;

/** Throws when an agent runs that counts; gives those that don't. */
async function refuseOthers(name: string, own: string | null): Promise<AgentOnMachine[]> {
  const others = (await findAgents(name)).filter((other) => other.socket !== own);
  const counts = others.find((other) => !mayBePassedOver(other));
  if (counts !== undefined) throw inUse(counts);
  return others;
}

/** Takes the name and tells whoever asks who has it. Null: somebody else was faster. */
function listen(path: string, stateDir: string): Promise<Server | null> {
  const said = JSON.stringify({ pid: process.pid, stateDir });
  const server = createServer((asking) => {
    asking.on('error', () => undefined);
    asking.end(said);
  });
  server.unref();
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
    );
    server.listen({ path }, () => resolve(server));
  });
}

/** Windows lets administrators alone make pipes below this name, so that no other user can be in the way. */
const PIPES = String.raw`\\.\pipe\ProtectedPrefix\Administrators`;

/** The first instance of a pipe of this name, which Windows gives up with the process, however that ends. */
async function takePipe(stateDir: string, name: string): Promise<MachineLock> {
  const pipe = `${PIPES}\\${name}`;
  const server = await listen(pipe, stateDir);
  if (server !== null) return { passedOver: [], release: () => void server.close() };
  const other = await findPipeOwner(pipe);
  throw inUse(other ?? { socket: pipe, pid: null, uid: null, stateDir: null });
}

/**
 * One agent a machine, whatever its folder: throws StateError `in-use` while another one runs. On Windows the lock is a
 * pipe.
 *
 * The lock is an abstract Unix socket. The kernel gives it up with the process, however that ends, and there is one
 * of a name in a network namespace: where processes share a network they share what Teredo would change, so that is
 * what a machine is here. A container with a network of its own is another one, whatever files and process numbers it
 * shares.
 */
export async function takeMachineLock(stateDir: string, name = NAME): Promise<MachineLock> {
  if (onWindows) return takePipe(stateDir, name);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const passedOver = await refuseOthers(name, null);
    const socket = passedOver.some((other) => other.socket === name) ? `${name}-${randomUUID()}` : name;
    const server = await listen(`\0${socket}`, stateDir);
    if (server === null) continue;
    try {
      await refuseOthers(name, socket);
    } catch (error) {
      server.close();
      throw error;
    }
    const passed = passedOver.flatMap(({ pid }) => pid ?? []);
    return { passedOver: passed, release: () => void server.close() };
  }
  throw new StateError('in-use', 'Another teredo-agent is starting on this machine. Try again.');
}
