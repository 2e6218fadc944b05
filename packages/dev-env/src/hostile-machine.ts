import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AGENT_VERSION,
  Agent,
  enrol,
  type JobPlatform,
  openStateFolder,
  readEnrolment,
} from '@teredo-fleet/agent';
import type { NoticeChannel } from '@teredo-fleet/platform';
import {
  createSimulatedPlatform,
  makePlainMachine,
  SIMULATED_WITNESS,
  simulatedHostFacts,
} from '@teredo-fleet/platform/simulator';

/** What is put wherever a machine may say something: markup for pages, templates, spreadsheets, and a text turned round. */
export const HOSTILE_TEXT = '"><img src=x onerror="window.ran=1">{{7*7}}\u202egnp\u2066';

/** A machine that says HOSTILE_TEXT of everything, whose agent keeps to the protocol, and on which every change fails. */
export interface HostileMachine {
  machineId: string;
  stop(): Promise<void>;
}

const MACHINE = makePlainMachine(0);

/** Long and without a blank, which no line can be broken at. */
const long = (length: number) => HOSTILE_TEXT.replaceAll(' ', '/').repeat(20).slice(0, length);

function hostilePlatform(): JobPlatform {
  const plain = createSimulatedPlatform(MACHINE, { now: Date.now, changeTakesMs: () => 0 });
  return {
    ...plain,
    async observe(options) {
      const seen = await plain.observe(options);
      return {
        ...seen,
        os: { ...seen.os, name: long(200) },
        configured: { ...seen.configured, serverName: long(255) },
        evidence: [{ source: HOSTILE_TEXT, text: `${HOSTILE_TEXT}\n${long(4_000)}`, truncated: false }],
      };
    },
    apply: async () => ({ outcome: 'failed', exitCode: 1, output: long(3_000) }),
  };
}

/** Somebody with a name like that, who acknowledges at once. */
function hostilePerson(): NoticeChannel {
  const at = () => Date.now();
  return {
    sessions: async () => [
      { id: long(90), place: long(90), user: long(200), userId: null, means: 'terminal', language: 'en' },
    ],
    isPresenting: async () => null,
    show: () => ({
      displayed: Promise.resolve(at()),
      outcome: Promise.resolve({
        displayedAt: at(),
        answer: 'acknowledged',
        answeredAt: at(),
        failure: null,
      }),
      withdraw: () => undefined,
    }),
    close: async () => undefined,
  };
}

/** Enrols such a machine and runs its agent in this process. */
export async function startHostileMachine(server: string, token: string): Promise<HostileMachine> {
  const stateDir = mkdtempSync(join(tmpdir(), 'hostile-machine-'));
  openStateFolder(stateDir);
  const facts = { ...simulatedHostFacts(MACHINE), hostname: long(250), platform: 'linux' as const };
  const settings = { miredoConf: '-', miredoPidFile: '-', interfaceName: null };
  const host = { ...facts, agentVersion: AGENT_VERSION };
  const door = 'auto' as const;
  const { machineId } = await enrol({
    stateDir,
    server,
    token,
    ca: null,
    door,
    settings,
    host,
    again: false,
  });
  const agent = new Agent({
    enrolment: readEnrolment(stateDir),
    stateDir,
    host: facts,
    platform: hostilePlatform(),
    notice: hostilePerson(),
    applications: null,
    programs: null,
    witness: SIMULATED_WITNESS,
    reporter: {
      connected: () => undefined,
      disconnected: () => undefined,
      failed: () => undefined,
      broken: () => undefined,
    },
    random: Math.random,
    failpoint: null,
    updates: null,
  });
  agent.start();
  return {
    machineId,
    async stop() {
      await agent.stop();
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
}
