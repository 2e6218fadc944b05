import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AgentProcess, type FleetApi, startAgentProcess, until } from '@teredo-fleet/dev-env';
import {
  createTeredoLab,
  installAgentCommand,
  type LabNat,
  leaveMiredoRunning,
  type PortRelay,
  type TeredoLab,
} from '@teredo-fleet/dev-env/namespaces';
import { readTeredoAddress } from './machine-state';
import type { SharedServer } from './shared-server';

export interface LabMachineOptions {
  /** Host name, by which every page calls it. */
  name: string;
  nat?: LabNat;
  /** By which filters find it. */
  label?: string;
  /** What stands in Miredo's configuration at first; null: there is none. */
  configuration?: string | null;
  /** Miredo has that configuration and runs with it before the agent comes, as somebody left it. */
  running?: boolean;
  /** Something more of the lab that has to be there before that. */
  prepare?(lab: TeredoLab): Promise<unknown>;
  /** Arguments of `teredo-agent enrol` beside where to and with what. */
  enrolArguments?: string[];
  /** Whether WebSockets come through on the machine's way to the server. */
  upgrades?: 'pass' | 'refuse';
}

/** A host behind a NAT in namespaces, with real Miredo around it and the agent that ships running on it. */
export interface LabMachine {
  name: string;
  /** Its id on the server. */
  id: string;
  lab: TeredoLab;
  agent: AgentProcess;
  relay: PortRelay;
  /** Miredo's configuration and pid file, the agent's own folder. */
  places: { configuration: string; pidFile: string; stateDir: string };
  close(): Promise<void>;
}

function startAgent(
  server: SharedServer,
  lab: TeredoLab,
  token: string,
  { places, enrolArguments }: { places: LabMachine['places']; enrolArguments: string[] },
): Promise<AgentProcess> {
  const { configuration, pidFile, stateDir } = places;
  const miredo = ['--miredo-conf', configuration, '--miredo-pid-file', pidFile];
  return startAgentProcess({
    server: server.agentUrl,
    token,
    stateDir,
    enrolArguments: [...miredo, ...enrolArguments],
    join: (argv) => lab.client.join(argv),
  });
}

/** Starts Miredo with the configuration that is there and waits until it has its address. */
async function leaveRunning({ lab, places }: Pick<LabMachine, 'lab' | 'places'>): Promise<void> {
  const { configuration, pidFile } = places;
  const log = join(lab.folder, 'left-miredo.log');
  await leaveMiredoRunning(lab.client, { configuration, pidFile, log });
  await until('the Miredo that was there has its address', () => readTeredoAddress({ lab }));
}

/** Makes the lab, lets its client reach the server's agent port, enrols the client and runs the agent on it. */
export async function startLabMachine(
  server: SharedServer & { api: FleetApi },
  options: LabMachineOptions,
): Promise<LabMachine> {
  const { name, nat = 'none', configuration = null, enrolArguments = [], upgrades = 'pass' } = options;
  const { label = `NAT ${nat}`, running = false, prepare } = options;
  const order = { label, autoAccept: true, maxUses: 1, expiresInHours: 1 };
  const { text: token } = await server.api.tokens.create.mutate(order);
  const lab = await createTeredoLab({ nat, clientName: name });
  await prepare?.(lab);
  const relay = await lab.relayToClient(server.agentPort, upgrades);
  await installAgentCommand(lab.client);
  const places = {
    configuration: join(lab.folder, 'miredo.conf'),
    pidFile: join(lab.folder, 'miredo.pid'),
    stateDir: mkdtempSync(join(tmpdir(), 'teredo-agent-')),
  };
  if (configuration !== null) writeFileSync(places.configuration, configuration, { mode: 0o640 });
  if (running) await leaveRunning({ lab, places });
  const agent = await startAgent(server, lab, token, { places, enrolArguments });
  return {
    name,
    id: agent.machineId,
    lab,
    agent,
    relay,
    places,
    async close() {
      await agent.stop();
      await lab.close();
      rmSync(places.stateDir, { recursive: true, force: true });
    },
  };
}
