import { join } from 'node:path';

/** What a simulated fleet is told by whoever starts it. */
export interface FleetConfiguration {
  server: string;
  token: string;
  machines: number;
  /** Identities and journals are kept here, so that the same machines come back. */
  folder: string;
}

function need(environment: NodeJS.ProcessEnv, name: string): string {
  const value = environment[name];
  if (value) return value;
  throw new Error(`${name} is not set. A simulated fleet is started by npm start -- --demo.`);
}

export function readFleetConfiguration(environment = process.env): FleetConfiguration {
  return {
    server: need(environment, 'TEREDO_FLEET_AGENT_URL'),
    token: need(environment, 'TEREDO_FLEET_DEMO_TOKEN'),
    machines: Number(need(environment, 'TEREDO_FLEET_DEMO_MACHINES')),
    folder: join(need(environment, 'TEREDO_FLEET_DATA_DIR'), 'demo'),
  };
}
