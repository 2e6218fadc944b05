import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:net';
import { type AgentOnMachine, findAgents } from './agents-on-machine';
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

function inUse(other: AgentOnMachine): StateError {
  const stop = `systemctl stop teredo-agent${other.pid === null ? '' : `, or kill ${other.pid}`}`;
  const look = other.stateDir === null ? '' : `: teredo-agent status --state-dir ${other.stateDir}`;
  const text = `Another teredo-agent (${describe(other)}) already runs on this machine, and two of them would undo each other's changes. Stop it first (${stop}), or keep to that one${look}.`;
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
function listen(socket: string, stateDir: string): Promise<Server | null> {
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
    server.listen({ path: `\0${socket}` }, () => resolve(server));
  });
}

/**
 * One agent a machine, whatever its folder: throws StateError `in-use` while another one runs.
 *
 * The lock is an abstract Unix socket. The kernel gives it up with the process, however that ends, and there is one
 * of a name in a network namespace: where processes share a network they share what Teredo would change, so that is
 * what a machine is here. A container with a network of its own is another one, whatever files and process numbers it
 * shares.
 */
export async function takeMachineLock(stateDir: string, name = NAME): Promise<MachineLock> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const passedOver = await refuseOthers(name, null);
    const socket = passedOver.some((other) => other.socket === name) ? `${name}-${randomUUID()}` : name;
    const server = await listen(socket, stateDir);
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
