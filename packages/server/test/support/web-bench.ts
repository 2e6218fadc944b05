import { randomBytes, randomUUID } from 'node:crypto';
import { createPrisma, inTransaction, type PrismaClient } from '@teredo-fleet/db';
import { createTestDatabase, type TestDatabase } from '@teredo-fleet/db/testing';
import type { Role } from '@teredo-fleet/services';
import { pino } from 'pino';
import type { WebEnvironment } from '../../src/role-environment';
import { deriveSecrets } from '../../src/secrets';
import { identity } from '../../src/web/identity';
import { type RunningWeb, startWeb } from '../../src/web/web';

/** A real web role, but for the pages, on a real database of its own. */
export interface WebBench {
  database: TestDatabase;
  web: RunningWeb;
  /** `http://127.0.0.1:<port>` */
  url: string;
  makeUser(role: Role, rest?: { disabled?: boolean }): Promise<Credentials>;
  /** The `cookie` header of a new session. */
  signIn(credentials: Credentials): Promise<string>;
  /** A request as one of our own pages sends it; a text is sent as it is. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** The audit entries about one account, oldest first. */
  auditOf(email: string): Promise<AuditRow[]>;
  /** One call of the API; `cookie` null: not signed in. */
  query(path: string, input: unknown, cookie: string | null): Promise<ApiAnswer>;
  mutate(
    path: string,
    input: unknown,
    cookie: string | null,
    headers?: Record<string, string>,
  ): Promise<ApiAnswer>;
  stop(): Promise<void>;
}

export interface Credentials {
  id: string;
  email: string;
  password: string;
}

export interface ApiAnswer {
  status: number;
  data: unknown;
  error: { code: string; message: string; requestId: string } | null;
}

/** What of an audit entry the tests of signing in look at. */
export interface AuditRow {
  action: string;
  outcome: string;
  reason: string | null;
  address: string | null;
  request_id: string;
}

interface RawAnswer {
  result?: { data: unknown };
  error?: { data: { error: ApiAnswer['error'] } };
}

async function readAnswer(answer: Response): Promise<ApiAnswer> {
  const { result, error } = (await answer.json()) as RawAnswer;
  return { status: answer.status, data: result?.data ?? null, error: error?.data?.error ?? null };
}

export async function startWebBench(changes: Partial<WebEnvironment> = {}): Promise<WebBench> {
  const database = await createTestDatabase();
  const secrets = deriveSecrets('the master secret of the tests of the web role');
  const environment: WebEnvironment = {
    version: '0.0.0-test',
    databaseUrl: database.urls.web,
    host: '127.0.0.1',
    port: 0,
    tls: null,
    trustedProxies: [],
    publicUrl: 'http://fleet.example.com',
    agentUrl: 'http://fleet.example.com:3001',
    authSecret: secrets.authSecret,
    cursorSecret: secrets.cursorSecret,
    channelPublicKey: secrets.channel.publicKey,
    jobPublicKey: randomBytes(32).toString('base64'),
    agentFilesDir: '/nonexistent',
    bundlesDir: '/nonexistent',
    appDir: '/nonexistent',
    dev: false,
    ...changes,
  };
  const web = await startWeb(environment, pino({ enabled: false }), async () => ({
    build: 'build-of-the-bench',
    async handle(request, response) {
      const { 'x-nonce': nonce, 'x-teredo-build': build } = request.headers;
      response.end(`page ${request.url} nonce ${nonce} build ${build}`);
    },
    close: async () => undefined,
  }));
  const db: PrismaClient = createPrisma(database.urls.web, { max: 2 });
  const url = `http://127.0.0.1:${web.listener.port}`;
  return {
    database,
    web,
    url,
    async makeUser(role, { disabled = false } = {}) {
      const email = `${role}-${randomUUID().slice(0, 8)}@example.com`;
      const password = `a long passphrase ${randomUUID()}`;
      const id = await inTransaction(db, { scopes: '*', userId: null }, (tx) =>
        identity.createUser(tx, { name: `The ${role}`, email, password, role, scopeIds: [] }),
      );
      if (disabled)
        await database.pool('admin').query(`update "user" set disabled_at = now() where id = $1`, [id]);
      return { id, email, password };
    },
    async signIn({ email, password }) {
      const answer = await fetch(`${url}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: url },
        body: JSON.stringify({ email, password }),
      });
      if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
      return answer.headers
        .getSetCookie()
        .map((cookie) => cookie.split(';')[0])
        .join('; ');
    },
    post: (path, body, headers = {}) =>
      fetch(`${url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: url, ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    async auditOf(email) {
      const { rows } = await database
        .pool('admin')
        .query<AuditRow>(
          'select action, outcome, reason, address, request_id from audit_entry where object_name = $1 order by seq',
          [email],
        );
      return rows;
    },
    async query(path, input, cookie) {
      const encoded = encodeURIComponent(JSON.stringify(input));
      const headers: Record<string, string> = cookie === null ? {} : { cookie };
      return readAnswer(await fetch(`${url}/api/trpc/${path}?input=${encoded}`, { headers }));
    },
    async mutate(path, input, cookie, headers = {}) {
      const answer = await fetch(`${url}/api/trpc/${path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          origin: url,
          ...(cookie === null ? {} : { cookie }),
          ...headers,
        },
        body: JSON.stringify(input),
      });
      return readAnswer(answer);
    },
    async stop() {
      await web.close();
      await db.$disconnect();
      await database.drop();
    },
  };
}
