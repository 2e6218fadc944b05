import { join } from 'node:path';
import { Agent, openStateFolder, readEnrolment, takeProcessLock } from '@teredo-fleet/agent';
import {
  createSimulatedNoticeChannel,
  makePlainMachine,
  openMachineInFolder,
  SIMULATED_WITNESS,
  simulatedHostFacts,
} from '@teredo-fleet/platform/simulator';
import type { AgentNews, AgentOrders, ParentWord } from './agent-news';

/*
 * An agent on a simulated machine, in a process of its own: `node agent-program.mjs <orders as JSON>`. It tells its
 * parent what happens, the points between two steps among it. At the point where it has to die it is killed as by a
 * power cut: no handler runs, nothing is flushed.
 */
const { folder, index } = JSON.parse(process.argv[2] ?? '{}') as AgentOrders;
const stateDir = join(folder, 'state');
const tell = (news: AgentNews) => process.send?.(news);

let passed = 0;
let dieAt: number | null = null;
let holdAt: string | null = null;
let goOn: () => void = () => undefined;

process.on('message', (word: ParentWord) => {
  if (word.kind === 'hold') holdAt = word.point;
  else if (word.kind === 'die') dieAt = passed + word.n;
  else goOn();
});

/** Resolves when the parent lets the agent go on. */
function hold(name: string): Promise<void> {
  holdAt = null;
  const word = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  tell({ kind: 'held', name });
  return word;
}

async function failpoint(name: string): Promise<void> {
  passed += 1;
  tell({ kind: 'point', name });
  if (passed === dieAt) {
    process.kill(process.pid, 'SIGKILL');
    await new Promise(() => undefined);
  }
  if (name === holdAt) await hold(name);
}

openStateFolder(stateDir);
takeProcessLock(stateDir);
const machine = makePlainMachine(index);
const agent = new Agent({
  enrolment: readEnrolment(stateDir),
  stateDir,
  host: simulatedHostFacts(machine),
  platform: openMachineInFolder(folder, machine),
  notice: createSimulatedNoticeChannel(machine, { now: Date.now, pace: 20 }),
  applications: null,
  programs: null,
  witness: SIMULATED_WITNESS,
  reporter: {
    connected: () => tell({ kind: 'connected' }),
    disconnected: ({ code, text }) => tell({ kind: 'disconnected', code, text }),
    failed: (error) => tell({ kind: 'failed', text: String(error) }),
    broken: (error) => tell({ kind: 'failed', text: String(error) }),
  },
  // Early in the range of each pause: a test waits for it.
  random: () => 0.05,
  failpoint,
  updates: null,
});
agent.start();
process.once('SIGTERM', () => void agent.stop().then(() => process.exit(0)));
process.once('disconnect', () => process.exit(1));
