import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AgentProcess, type FleetServer, startAgentProcess } from '@teredo-fleet/dev-env';
import { createTeredoLab, type LabNat, type TeredoLab } from '@teredo-fleet/dev-env/namespaces';

/** A host behind a NAT in namespaces, with real Miredo around it and the agent that ships running on it. */
export interface LabMachine {
  lab: TeredoLab;
  agent: AgentProcess;
  close(): Promise<void>;
}

/** Makes the lab, lets its client reach the server's agent port, enrols the client with `token` and runs the agent. */
export async function startLabMachine(server: FleetServer, nat: LabNat, token: string): Promise<LabMachine> {
  const lab = await createTeredoLab({ nat });
  await lab.relayToClient(server.agentPort);
  const stateDir = mkdtempSync(join(tmpdir(), 'teredo-agent-'));
  const miredo = [
    '--miredo-conf',
    `${lab.folder}/miredo.conf`,
    '--miredo-pid-file',
    `${lab.folder}/miredo.pid`,
  ];
  const agent = await startAgentProcess({
    server: server.agentUrl,
    token,
    stateDir,
    enrolArguments: miredo,
    join: (argv) => lab.client.join(argv),
  });
  return {
    lab,
    agent,
    async close() {
      await agent.stop();
      await lab.close();
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
}
