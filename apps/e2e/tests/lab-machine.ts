import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AgentProcess, type FleetApi, startAgentProcess } from '@teredo-fleet/dev-env';
import {
  createTeredoLab,
  installAgentCommand,
  type LabNat,
  type PortRelay,
  type TeredoLab,
} from '@teredo-fleet/dev-env/namespaces';
import type { SharedServer } from './shared-server';

export interface LabMachineOptions {
  /** Host name, by which every page calls it. */
  name: string;
  nat?: LabNat;
  /** What stands in Miredo's configuration at first; null: there is none. */
  configuration?: string | null;
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

/** Makes the lab, lets its client reach the server's agent port, enrols the client and runs the agent on it. */
export async function startLabMachine(
  server: SharedServer & { api: FleetApi },
  options: LabMachineOptions,
): Promise<LabMachine> {
  const { name, nat = 'none', configuration = null, enrolArguments = [], upgrades = 'pass' } = options;
  const order = { label: `NAT ${nat}`, autoAccept: true, maxUses: 1, expiresInHours: 1 };
  const { text: token } = await server.api.tokens.create.mutate(order);
  const lab = await createTeredoLab({ nat, clientName: name });
  const relay = await lab.relayToClient(server.agentPort, upgrades);
  await installAgentCommand(lab.client);
  const places = {
    configuration: join(lab.folder, 'miredo.conf'),
    pidFile: join(lab.folder, 'miredo.pid'),
    stateDir: mkdtempSync(join(tmpdir(), 'teredo-agent-')),
  };
  if (configuration !== null) writeFileSync(places.configuration, configuration, { mode: 0o640 });
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
