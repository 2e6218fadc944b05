import { decodeBase64 } from '@teredo-fleet/protocol/es3';
import { createAgent } from '../agent';
import { createApplicationBox } from '../applications/application-box';
import { createApplicationDesk } from '../applications/application-desk';
import { randomUuid } from '../crypto/randomness';
import { createScriptClock } from '../host/clock';
import { fileExists, removeFile } from '../host/files';
import { scriptHost } from '../host/host';
import { postText } from '../host/http';
import { createProcessRunner } from '../host/processes';
import { environmentValue } from '../host/shell';
import { sleep } from '../host/sleep';
import { createJobRunner } from '../jobs/job-runner';
import { createWindowsChannel } from '../notice/windows-channel';
import { createOutbox } from '../outbox';
import { createProgramDesk } from '../programs/program-desk';
import { readProgram } from '../programs/read-program';
import { type Enrolment, readEnrolment } from '../state/enrolment';
import { openJournalFolder } from '../state/journal-folder';
import { writeStatus } from '../state/kept-status';
import { openStateFolder, stopFileIn, takeLock } from '../state/state-folder';
import { consoleCodePage, readHostFacts } from '../windows/host-facts';
import { createJobMachine } from '../windows/job-machine';
import { createWindowsEdge } from '../windows/windows-edge';
import { createWindowsWitness } from '../windows/windows-witness';
import { EXIT, type Outcome } from './outcome';

/** Whoever asks whether an agent runs holds its lock for a moment. */
const LOCK_TRIES = 5;

function lockOf(stateDir: string): ReturnType<typeof takeLock> {
  for (let left = LOCK_TRIES; ; left -= 1) {
    const lock = takeLock(stateDir);
    if (lock !== null || left === 1) return lock;
    sleep(1000);
  }
}

function agentOf(enrolment: Enrolment, stateDir: string, random: (length: number) => Uint8Array) {
  const clock = createScriptClock();
  const outbox = createOutbox();
  const runner = createProcessRunner(`${stateDir}\\run`);
  const oemCodePage = consoleCodePage();
  const edge = createWindowsEdge(runner, { oemCodePage, now: clock.localNow });
  const answers = createWindowsWitness(runner);
  const machine = createJobMachine(edge, { savedFolder: `${stateDir}\\saved`, answers });
  const jobs = createJobRunner({
    machine,
    clock,
    outbox,
    noticeSecret: decodeBase64(enrolment.seed) as Uint8Array,
    notices: createWindowsChannel({ runner, oemCodePage, clock }),
    journals: openJournalFolder(stateDir, enrolment.enrolmentId),
    identity: enrolment,
    makeId: () => randomUuid(random),
    serverAnswers: () => agent.serverAnswers(),
    onJobEnded: () => agent.jobEnded(),
  });
  const desk = createApplicationDesk({
    box: createApplicationBox(runner),
    clock,
    outbox,
    jobs: jobs.states,
  });
  const agent = createAgent({
    enrolment,
    pin: { server: enrolment.server, channelKey: enrolment.channelKey, post: postText },
    host: readHostFacts(),
    machine,
    clock,
    outbox,
    runner: jobs,
    desk,
    programs: createProgramDesk({
      clock,
      outbox,
      rules: edge.programRules,
      environment: environmentValue,
      read: readProgram,
    }),
    reporter: {
      tell(text, code) {
        scriptHost().Echo(text);
        writeStatus(stateDir, { text: `${new Date(clock.now()).toISOString()} ${text}`, code });
      },
    },
    random: Math.random,
    sleep,
    shouldStop: () => fileExists(stopFileIn(stateDir)),
  });
  return { agent, desk };
}

/** Runs until it is stopped by its file. */
export function run(stateDir: string, random: (length: number) => Uint8Array): Outcome {
  const folder = openStateFolder(stateDir);
  if (!folder.ok) return { exitCode: EXIT.failed, text: folder.text };
  const read = readEnrolment(stateDir);
  if (!read.ok) return { exitCode: EXIT.failed, text: read.text };
  const lock = lockOf(stateDir);
  if (lock === null) {
    const text = `Another teredo-agent already runs on ${stateDir}, and two of them would undo each other's changes.`;
    return { exitCode: EXIT.alreadyRuns, text };
  }
  removeFile(stopFileIn(stateDir));
  const { agent, desk } = agentOf(read.enrolment, stateDir, random);
  agent.run();
  desk.close();
  removeFile(stopFileIn(stateDir));
  lock.close();
  return { exitCode: EXIT.stopped, text: 'The agent has stopped.' };
}
