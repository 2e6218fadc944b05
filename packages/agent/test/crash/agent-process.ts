import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createSimulatedNoticeChannel,
  SIMULATED_WITNESS,
  simulatedHostFacts,
} from '@teredo-fleet/platform/simulator';
import { Agent, openStateFolder, readEnrolment, takeProcessLock } from '../../src';
import { openFileMachine } from './file-machine';

/*
 * An agent in a process of its own: `node agent-process.mjs <folder> <state folder> <kill at>`. It writes the name of
 * every failpoint it passes to points.log, and at the one with the number `kill at` (from 1; 0: never) it is killed as
 * by a power cut: no handler runs, nothing is flushed.
 */
const [folder = '', stateDir = '', killAt = '0'] = process.argv.slice(2);

openStateFolder(stateDir);
takeProcessLock(stateDir);
const { machine, platform } = openFileMachine(folder);
let passed = 0;

const agent = new Agent({
  enrolment: readEnrolment(stateDir),
  stateDir,
  host: simulatedHostFacts(machine),
  platform,
  notice: createSimulatedNoticeChannel(machine, { now: Date.now, pace: 20 }),
  witness: SIMULATED_WITNESS,
  reporter: {
    connected: () => undefined,
    disconnected: ({ text }) => appendFileSync(join(folder, 'news.log'), `${text}\n`),
    failed: (error) => appendFileSync(join(folder, 'failures.log'), `${String(error)}\n`),
  },
  random: () => 0,
  async failpoint(name) {
    passed += 1;
    appendFileSync(join(folder, 'points.log'), `${name}\n`);
    if (passed !== Number(killAt)) return;
    process.kill(process.pid, 'SIGKILL');
    await new Promise(() => undefined);
  },
});
agent.start();
