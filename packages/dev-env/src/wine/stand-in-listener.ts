import { renameSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import type { StandInState } from '@teredo-fleet/platform/stand-in';
import { answerAsWindows, codePageOf, encodeConsole, registryOfState } from '@teredo-fleet/platform/stand-in';
import type { WindowsProgram } from '@teredo-fleet/teredo';
import { answerRecords, passOnRecord, readRequest, registryRecords } from './stand-in-wire';

const OWN_SERVICE = /^TeredoFleet/;

/** What Windows' shell ends with where there is no such program. */
const NO_SUCH_PROGRAM = 9009;

/** One call of a program of the machine. */
export interface StandInCall {
  program: string;
  args: string[];
  exitCode: number | null;
}

/** Answers the programs of one Wine prefix, one after another, and keeps the machine in a file. */
export interface StandInListener {
  readonly port: number;
  state(): StandInState;
  set(state: StandInState): void;
  calls(): readonly StandInCall[];
  close(): Promise<void>;
}

function keepIn(path: string, state: StandInState): void {
  writeFileSync(`${path}.new`, `${JSON.stringify(state, null, 1)}\n`);
  renameSync(`${path}.new`, path);
}

const PROGRAMS: readonly string[] = [
  'netsh',
  'sc',
  'reg',
  'ipconfig',
  'powershell',
  'ping',
  'route',
  'qwinsta',
  'msg',
];
const isProgram = (name: string): name is WindowsProgram => PROGRAMS.includes(name);

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}

/** The hive that an administrator alone may read tells whether somebody is one. */
const HIVE_OF_RIGHTS = /^HKU\\S-1-5-19\b/i;

/**
 * Wine's own `reg` knows no search, and everybody is an administrator to it; for all else it reads what is really there. A
 * service of the agent's own is a real one.
 */
function isForWine(program: string, args: string[]): boolean {
  if (program === 'sc') return OWN_SERVICE.test(args[1] ?? '');
  if (program !== 'reg') return false;
  return args[0] !== 'query' || (!args.includes('/f') && !HIVE_OF_RIGHTS.test(args[1] ?? ''));
}

/** Begins to answer; `path` is the file that holds the machine. */
export async function startStandInListener(path: string, initial: StandInState): Promise<StandInListener> {
  let current = initial;
  const calls: StandInCall[] = [];
  const sockets = new Set<Socket>();
  const timers = new Set<NodeJS.Timeout>();
  keepIn(path, current);

  function answer(socket: Socket, [name = '', ...args]: string[]): void {
    const program = name.toLowerCase();
    if (isForWine(program, args)) {
      calls.push({ program, args, exitCode: null });
      socket.end(passOnRecord());
      return;
    }
    const said = isProgram(program) ? answerAsWindows(current, program, args) : null;
    calls.push({ program, args, exitCode: said === null ? null : said.exitCode });
    if (said === null) return void socket.end(Buffer.concat(answerRecords(Buffer.alloc(0), NO_SUCH_PROGRAM)));
    if (said.delayMs === null) return;
    const changes = registryRecords(registryOfState(current), registryOfState(said.state));
    if (said.state !== current) keepIn(path, said.state);
    current = said.state;
    const output = encodeConsole(said.output, codePageOf(current));
    const records = Buffer.concat([...changes, ...answerRecords(output, said.exitCode)]);
    const timer = setTimeout(() => {
      timers.delete(timer);
      socket.end(records);
    }, said.delayMs);
    timers.add(timer);
  }

  const server = createServer((socket) => {
    sockets.add(socket);
    let request = Buffer.alloc(0);
    socket.on('close', () => sockets.delete(socket));
    // Whoever was killed while it waited for an answer takes the connection with it.
    socket.on('error', () => socket.destroy());
    socket.on('data', (bytes) => {
      request = Buffer.concat([request, bytes]);
      const words = readRequest(request);
      if (words === null) return;
      request = Buffer.alloc(0);
      answer(socket, words);
    });
  });

  return {
    port: await listen(server),
    state: () => current,
    set(state) {
      current = state;
      keepIn(path, state);
    },
    calls: () => calls,
    close() {
      for (const timer of timers) clearTimeout(timer);
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
