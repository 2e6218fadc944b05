import { join } from 'node:path';
import type { DatabaseUrls } from '@teredo-fleet/db';
import type { Configuration, ServerRole } from '../configuration';
import { bundlesDir } from '../reporter/bundle-files';
import { type RoleEnvironment, writeRoleEnvironment } from '../role-environment';
import type { Secrets } from '../secrets';
import { evidenceKeyFile, jobKeyFile, signedHeadFile } from '../signing-key';
import { childEnvironment, clusterEnvironment } from './child-environment';
import type { LogSink } from './log-file';
import type { Programs } from './programs';
import { spawnRole, spawnWorker } from './spawn-role';
import type { ProcessPlan } from './supervised-process';

export interface PlanInputs {
  configuration: Configuration;
  urls: DatabaseUrls;
  secrets: Secrets;
  /** Base64. */
  jobPublicKey: string;
  /** Base64. */
  evidencePublicKey: string;
  programs: Programs;
  version: string;
  own: Record<string, string | undefined>;
  log: LogSink;
}

function gatewayEnvironment(inputs: PlanInputs): RoleEnvironment<'gateway'> {
  const { configuration, urls, secrets, jobPublicKey, programs, version } = inputs;
  const { agentHost: host, agentPort: port, tls, trustedProxies, agentUrl } = configuration;
  return {
    version,
    databaseUrl: urls.gateway,
    host,
    port,
    tls,
    trustedProxies,
    agentUrl,
    channelSecretKey: secrets.channel.secretKey,
    channelPublicKey: secrets.channel.publicKey,
    jobPublicKey,
    agentFilesDir: programs.agentFilesDir,
  };
}

function webEnvironment(inputs: PlanInputs): RoleEnvironment<'web'> {
  const { configuration, urls, secrets, jobPublicKey, programs, version } = inputs;
  const { host, port, tls, trustedProxies, publicUrl, agentUrl, dev } = configuration;
  return {
    version,
    databaseUrl: urls.web,
    host,
    port,
    tls,
    trustedProxies,
    publicUrl,
    agentUrl,
    authSecret: secrets.authSecret,
    cursorSecret: secrets.cursorSecret,
    channelPublicKey: secrets.channel.publicKey,
    jobPublicKey,
    agentFilesDir: programs.agentFilesDir,
    bundlesDir: bundlesDir(configuration.dataDir),
    appDir: join(programs.web, '..', '..'),
    dev,
  };
}

/** How the processes of one role are started, each with its own secrets only. */
export function plansOf(role: ServerRole, inputs: PlanInputs): ProcessPlan[] {
  const { configuration, urls, programs, version, own, log } = inputs;
  const plan = (file: string, meant: Record<string, string>): ProcessPlan => {
    const environment = childEnvironment(own, meant, configuration.dev);
    return { name: role, reportsReady: true, spawn: () => spawnRole({ file, environment, log }) };
  };
  switch (role) {
    case 'signer': {
      const { dataDir } = configuration;
      const meant = {
        version,
        databaseUrl: urls.signer,
        jobKeyFile: jobKeyFile(dataDir),
        evidenceKeyFile: evidenceKeyFile(dataDir),
        headFile: signedHeadFile(dataDir),
        noticeUrl: configuration.noticeUrl,
      };
      return [plan(programs.signer, writeRoleEnvironment('signer', meant))];
    }
    case 'engine': {
      const { evidencePublicKey } = inputs;
      const { headPlaces, reports, tls } = configuration;
      const meant = { version, databaseUrl: urls.engine, evidencePublicKey, headPlaces, reports, tls };
      return [plan(programs.engine, writeRoleEnvironment('engine', meant))];
    }
    case 'reporter': {
      const meant = { version, databaseUrl: urls.reporter, bundlesDir: bundlesDir(configuration.dataDir) };
      return [plan(programs.reporter, writeRoleEnvironment('reporter', meant))];
    }
    case 'notice': {
      const { noticeHost: host, noticePort: port, trustedProxies } = configuration;
      const meant = { version, databaseUrl: urls.notice, host, port, trustedProxies };
      return [plan(programs.notice, writeRoleEnvironment('notice', meant))];
    }
    case 'web':
      return [plan(programs.web, writeRoleEnvironment('web', webEnvironment(inputs)))];
    case 'gateway': {
      const meant = writeRoleEnvironment('gateway', gatewayEnvironment(inputs));
      // One worker takes its connections in by itself; several share a port, and the supervisor hands each connection on.
      if (configuration.gatewayWorkers === 1) return [plan(programs.gateway, meant)];
      const environment = clusterEnvironment(own, childEnvironment(own, meant, configuration.dev));
      const count = configuration.gatewayWorkers;
      return Array.from({ length: count }, (_, index) => ({
        name: `gateway ${index + 1}`,
        reportsReady: true,
        spawn: () => spawnWorker({ file: programs.gateway, environment, log }),
      }));
    }
  }
}

/** The simulated fleet of `--demo`. It speaks to the agents' port like any machine. */
export function fleetPlan(inputs: PlanInputs, token: string, machines: number): ProcessPlan {
  const { configuration, programs, own, log } = inputs;
  const meant = {
    TEREDO_FLEET_DEMO_TOKEN: token,
    TEREDO_FLEET_AGENT_URL: configuration.agentUrl,
    TEREDO_FLEET_DEMO_MACHINES: String(machines),
    TEREDO_FLEET_DATA_DIR: configuration.dataDir,
  };
  const environment = childEnvironment(own, meant, configuration.dev);
  return {
    name: 'demo',
    reportsReady: false,
    spawn: () => spawnRole({ file: programs.fleet, environment, log }),
  };
}
