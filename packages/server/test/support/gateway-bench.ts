import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { createTestDatabase, everythingScope, type TestDatabase } from '@teredo-fleet/db/testing';
import { pino } from 'pino';
import { type RunningGateway, startGateway } from '../../src/gateway/gateway';
import type { GatewayEnvironment } from '../../src/role-environment';
import { deriveSecrets } from '../../src/secrets';

/** A real gateway on a real database of its own. */
export interface GatewayBench {
  database: TestDatabase;
  gateway: RunningGateway;
  environment: GatewayEnvironment;
  /** `http://127.0.0.1:<port>` */
  url: string;
  /** X25519 public key of the channel, base64. */
  channelKey: string;
  /** A token that accepts machines by itself, unless said otherwise. */
  makeToken(rest?: TokenRest): Promise<{ tokenId: string; secret: string }>;
  /** A second gateway on the same database, as another worker would be. */
  startAnother(): Promise<RunningGateway>;
  stop(): Promise<void>;
}

interface TokenRest {
  autoAccept?: boolean;
  maxUses?: number;
  /** Seconds from now. */
  expiresIn?: number;
  revoked?: boolean;
}

const silent = pino({ enabled: false });

export async function startGatewayBench(changes: Partial<GatewayEnvironment> = {}): Promise<GatewayBench> {
  const database = await createTestDatabase();
  const { channel } = deriveSecrets('the master secret of the tests of the gateway');
  const jobKey = generateKeyPairSync('ed25519')
    .publicKey.export({ format: 'der', type: 'spki' })
    .subarray(-32);
  const environment: GatewayEnvironment = {
    version: '0.0.0-test',
    databaseUrl: database.urls.gateway,
    host: '127.0.0.1',
    port: 0,
    tls: null,
    trustedProxies: [],
    agentUrl: 'http://127.0.0.1',
    channelSecretKey: channel.secretKey,
    channelPublicKey: channel.publicKey,
    jobPublicKey: jobKey.toString('base64'),
    agentFilesDir: '/nonexistent',
    ...changes,
  };
  const gateway = await startGateway(environment, silent);
  const others: RunningGateway[] = [];
  return {
    database,
    gateway,
    environment,
    url: `http://127.0.0.1:${gateway.port}`,
    channelKey: channel.publicKey,
    async makeToken({ autoAccept = true, maxUses = 1000, expiresIn = 3600, revoked = false } = {}) {
      const admin = database.pool('admin');
      const tokenId = randomBytes(6).toString('hex');
      const secret = randomBytes(32).toString('base64url');
      await admin.query(
        `insert into enrolment_token (id, scope_id, secret_hash, label, auto_accept, max_uses, expires_at, revoked_at, created_by_id)
         values ($1, $2, $3, 'test', $4, $5, now() + make_interval(secs => $6), case when $7 then now() end, 'test')`,
        [
          tokenId,
          await everythingScope(admin),
          createHash('sha256').update(secret).digest(),
          autoAccept,
          maxUses,
          expiresIn,
          revoked,
        ],
      );
      return { tokenId, secret };
    },
    async startAnother() {
      const another = await startGateway(environment, silent);
      others.push(another);
      return another;
    },
    async stop() {
      await Promise.all([gateway, ...others].map((one) => one.close()));
      await database.drop();
    },
  };
}
