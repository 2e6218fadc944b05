import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createPool } from '@teredo-fleet/db';
import { createNodePrimitives } from '@teredo-fleet/protocol/node';
import { type MachineContext, WAKE_CHANNEL } from '@teredo-fleet/services';
import { NoticeListener } from '../bus/notice-listener';
import { originReader } from '../http/client-address';
import { CERTIFICATE_LOOK_MS, listen } from '../http/listener';
import { respondBytes, respondJson } from '../http/respond';
import type { Logger } from '../log';
import { ProcessRow } from '../process/process-row';
import type { Running } from '../process/run-role';
import { createPorts } from '../process/service-ports';
import type { GatewayEnvironment } from '../role-environment';
import { pathOf } from '../web/request-context';
import { Admission } from './admission';
import { agentFiles, isAgentFilePath } from './agent-files';
import { Allowances } from './allowances';
import { ChangeNotifier } from './change-notifier';
import type { DoorParts } from './door-parts';
import { FETCH_LIMITS } from './fetch-room';
import { createHandshakeVerbs } from './handshake-verbs';
import { createIntake } from './intake';
import { noIdentity } from './no-identity';
import { createAgentStore } from './pg-agent-store';
import { createPollStore } from './pg-poll-store';
import { isPollPath, PollDoor } from './poll-door';
import { PollMemory } from './poll-memory';
import { errorMessage } from './refusal';
import { isReleasePath, releaseFiles } from './release-files';
import { Sessions } from './sessions';
import { Wakes } from './wakes';
import { WsDoor } from './ws-door';

/** A lost wake-up costs this long at most. */
const LOOK_EVERY_MS = 30_000;
const GATEWAY_WAKE = 'gateway';

const bytes = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));

export interface RunningGateway extends Running {
  /** The real port. */
  port: number;
}

/** Serves machines on the agents' port: both doors, the agent's files, `/healthz`. */
export async function startGateway(environment: GatewayEnvironment, log: Logger): Promise<RunningGateway> {
  const onIdleError = (error: Error) => log.warn({ err: error }, 'a database connection was lost');
  const pool = createPool(environment.databaseUrl, { max: 12, name: 'teredo-fleet gateway', onIdleError });
  const row = new ProcessRow(pool, 'gateway', environment.version, log);
  await row.start();

  const store = createAgentStore(pool);
  const notifier = new ChangeNotifier((payloads) => store.notifyChanged(payloads), log);
  const sessions = new Sessions();
  const wakes = new Wakes(store, sessions, log);
  const ports = createPorts({ ...environment, identity: noIdentity, cursorSecret: '' });
  const context = (address: string | null): MachineContext => ({
    actor: { kind: 'gateway' },
    pool,
    requestId: randomUUID(),
    address,
    now: () => Date.now(),
    ports,
  });
  const onChanged = (payloads: readonly string[]) => notifier.add(payloads);
  const handshakeVerbs = createHandshakeVerbs({ context, onChanged, log });
  const intake = createIntake({
    store,
    onChanged,
    onFull: (full) => {
      log.warn(
        { full },
        full ? 'reading no more from machines until there is room' : 'reading from machines again',
      );
      wsDoor.setPaused(full);
    },
    log,
  });
  const parts: DoorParts = {
    channel: {
      publicKey: bytes(environment.channelPublicKey),
      secretKey: bytes(environment.channelSecretKey),
      primitives: createNodePrimitives(),
    },
    handshake: { verbs: handshakeVerbs, serverId: row.id, jobPublicKey: environment.jobPublicKey },
    admission: new Admission(),
    allowances: new Allowances(),
    sessions,
    intake,
    wakes,
    readOrigin: originReader(environment.trustedProxies),
    log,
  };
  const wsDoor = new WsDoor(parts);
  const pollDoor = new PollDoor({
    ...parts,
    store: createPollStore(pool),
    memory: new PollMemory(parts.channel),
  });
  const handedOut = { ...parts, limits: FETCH_LIMITS, folder: environment.agentFilesDir };
  const releases = releaseFiles(handedOut);
  const files = agentFiles({ ...handedOut, agentUrl: environment.agentUrl });

  const notices = new NoticeListener({
    databaseUrl: environment.databaseUrl,
    channels: [WAKE_CHANNEL],
    onNotice: (_channel, payload) => {
      if (payload === GATEWAY_WAKE) wakes.wakeAll();
      else if (payload.startsWith(`${GATEWAY_WAKE}:`)) wakes.wake(payload.slice(GATEWAY_WAKE.length + 1));
    },
    onConnected: () => wakes.wakeAll(),
    log,
  });
  await notices.start();

  const listener = await listen(
    { ...environment, closeGraceMs: 1_500, certificateLookMs: CERTIFICATE_LOOK_MS, log },
    (request, response) => {
      answer(request, response).catch((error: unknown) => {
        log.error({ err: error }, 'a request failed');
        respondJson(response, 500, errorMessage('not-ready'));
      });
    },
  );

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = pathOf(request) ?? '';
    if (isPollPath(path)) return pollDoor.handle(request, response, path);
    if (isReleasePath(path)) return releases(request, response, path);
    if (isAgentFilePath(path)) return files(request, response, path);
    if (path === '/healthz')
      return respondBytes(response, 200, 'text/plain; charset=utf-8', Buffer.from('ok\n'));
    const text = 'This is the port for agents. People open the dashboard on its own port.';
    respondJson(response, 404, errorMessage('malformed', { text }));
  }

  wsDoor.attach(listener.server);
  const looking = setInterval(() => wakes.wakeAll(), LOOK_EVERY_MS);

  return {
    port: listener.port,
    async close() {
      clearInterval(looking);
      pollDoor.close();
      const closed = listener.close();
      await wsDoor.close();
      await closed;
      await handshakeVerbs.close();
      await intake.close();
      wakes.close();
      notifier.close();
      await notices.close();
      await row.close();
      await pool.end();
    },
  };
}
