import { join, resolve } from 'node:path';
import { noticeAddressSchema } from '@teredo-fleet/protocol';
import * as z from 'zod';

export const SERVER_ROLES = ['signer', 'gateway', 'engine', 'reporter', 'notice', 'web'] as const;
export type ServerRole = (typeof SERVER_ROLES)[number];

/** A setting that can't be used: each problem names the variable, what is wrong and what to write instead. */
export class ConfigurationError extends Error {
  readonly code = 'configuration';
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

/** Certificate chain and private key, PEM files; used by the ports of dashboard and agents. */
export interface TlsFiles {
  certFile: string;
  keyFile: string;
}

/** What the operator asked for, read once at start. */
export interface Configuration {
  dataDir: string;
  host: string;
  port: number;
  agentHost: string;
  agentPort: number;
  /** Where the users' page of a notice listens: plain HTTP. */
  noticeHost: string;
  noticePort: number;
  publicUrl: string;
  agentUrl: string;
  /** What the links of notices begin with; null: there is no page, and notices have no link. */
  noticeUrl: string | null;
  databaseUrl: string | null;
  admin: { email: string; password: string } | null;
  tls: TlsFiles | null;
  /** Addresses or networks (CIDR) whose `x-forwarded-for` and `x-forwarded-proto` are believed. */
  trustedProxies: string[];
  roles: ServerRole[];
  gatewayWorkers: number;
  secret: string | null;
  /** Where signed heads of the audit chain are told: always a file, and whatever else is named. */
  headPlaces: { file: string; syslog: string | null; webhook: string | null };
  /** How scheduled reports go out; null: not that way. */
  reports: { smtp: string | null; mailFrom: string; folder: string | null };
  /** Folder with the agents to hand out, laid out as `apps` of a build; null: that of this build. */
  agentsDir: string | null;
  demo: { machines: number } | null;
  /** Next's development server instead of the built pages. */
  dev: boolean;
}

type Environment = Record<string, string | undefined>;

function wholeNumber(least: number, most: number, remedy = '') {
  const error = `must be a whole number from ${least} to ${most}${remedy}`;
  return z.coerce.number({ error }).int({ error }).min(least, { error }).max(most, { error });
}

const port = (example: string) => wholeNumber(1, 65_535, `; for example ${example}`);

/** Whether nothing stands in an address but scheme, name and port. */
const isOrigin = (text: string): boolean =>
  URL.canParse(text) && `${new URL(text).origin}/` === new URL(text).href;

const httpUrl = z
  .url({ protocol: /^https?$/, error: 'must be an address such as https://fleet.example.com' })
  .refine(isOrigin, {
    error: 'must be scheme, name and port alone, such as https://fleet.example.com: no path, no user name',
  })
  .transform((text) => new URL(text).origin);

const NOTICE_ADDRESSES =
  'at most 200 characters, of which the name has letters, digits, dots, hyphens and underscores alone, such as http://notices.example.com';

/** As jobs and both agents take it: another one would leave every job unsigned. */
const noticeUrl = httpUrl.refine((text) => noticeAddressSchema.safeParse(text).success, {
  error: `must be an address of ${NOTICE_ADDRESSES}`,
});

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

const environmentSchema = z.object({
  NODE_ENV: z.string().optional(),
  TEREDO_FLEET_DATA_DIR: z.string().default('.data'),
  PORT: port('PORT=3000').default(3000),
  HOST: z.string().default('127.0.0.1'),
  AGENT_PORT: port('AGENT_PORT=3001').optional(),
  AGENT_HOST: z.string().optional(),
  NOTICE_PORT: port('NOTICE_PORT=3002').optional(),
  NOTICE_HOST: z.string().optional(),
  TEREDO_FLEET_PUBLIC_URL: httpUrl.optional(),
  TEREDO_FLEET_AGENT_URL: httpUrl.optional(),
  TEREDO_FLEET_NOTICE_URL: noticeUrl.optional(),
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error: 'must be an address such as postgresql://owner:password@db.example.com:5432/fleet',
    })
    .optional(),
  TEREDO_FLEET_ADMIN_EMAIL: z.email({ error: 'must be an e-mail address' }).optional(),
  TEREDO_FLEET_ADMIN_PASSWORD: z
    .string()
    .min(12, { error: 'must have 12 characters or more' })
    .max(128, { error: 'must have 128 characters or fewer' })
    .optional(),
  TEREDO_FLEET_TLS_CERT: z.string().optional(),
  TEREDO_FLEET_TLS_KEY: z.string().optional(),
  TEREDO_FLEET_TRUSTED_PROXY: list
    .pipe(
      z.array(
        z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], {
          error: 'must list the addresses or networks of your proxy, for example 192.0.2.10,198.51.100.0/24',
        }),
      ),
    )
    .default([]),
  TEREDO_FLEET_ROLES: list
    .pipe(
      z.array(z.enum(SERVER_ROLES, { error: `must be a list out of ${SERVER_ROLES.join(', ')}` })).min(1, {
        error: `must name at least one of ${SERVER_ROLES.join(', ')}`,
      }),
    )
    .default([...SERVER_ROLES]),
  TEREDO_FLEET_GATEWAY_WORKERS: wholeNumber(1, 64).default(1),
  TEREDO_FLEET_DEMO_MACHINES: wholeNumber(1, 10_000).optional(),
  TEREDO_FLEET_AUDIT_FILE: z.string().optional(),
  TEREDO_FLEET_AUDIT_SYSLOG: z
    .url({
      protocol: /^(udp|tcp|tls)$/,
      hostname: /./,
      error: 'must be an address such as udp://log.example.com:514, tcp://… or tls://…',
    })
    .optional(),
  TEREDO_FLEET_AUDIT_WEBHOOK: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://archive.example.com/heads' })
    .optional(),
  TEREDO_FLEET_SMTP: z
    .url({
      protocol: /^smtps?$/,
      hostname: /./,
      error: 'must be an address such as smtp://user:password@mail.example.com:587 or smtps://…',
    })
    .optional(),
  TEREDO_FLEET_MAIL_FROM: z.email({ error: 'must be an e-mail address' }).optional(),
  TEREDO_FLEET_REPORT_FOLDER: z.string().optional(),
  TEREDO_FLEET_AGENTS_DIR: z.string().optional(),
  TEREDO_FLEET_SECRET: z
    .string()
    .min(32, { error: 'must have 32 characters or more; make one with: openssl rand -base64 32' })
    .optional(),
});

type Parsed = z.infer<typeof environmentSchema>;

/** Every variable that the server reads; NODE_ENV is set by npm start and npm run dev. */
export const SETTING_NAMES = Object.keys(environmentSchema.shape).filter((name) => name !== 'NODE_ENV');

/** Variables that look like settings of ours and are none: a slip of the pen would otherwise go unseen. */
export const findUnknownSettings = (environment: Environment): string[] =>
  Object.keys(environment).filter(
    (name) => name.startsWith('TEREDO_FLEET_') && !SETTING_NAMES.includes(name),
  );

/** An empty variable counts as not set: compose files and unit files write them that way. */
function present(environment: Environment): Environment {
  return Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
}

function parseEnvironment(environment: Environment): Parsed {
  const result = environmentSchema.safeParse(present(environment));
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}.`);
  throw new ConfigurationError([...new Set(problems)]);
}

function bothOrNeither(a: string | undefined, b: string | undefined, names: [string, string]): void {
  if ((a === undefined) === (b === undefined)) return;
  const [given, missing] = a === undefined ? [names[1], names[0]] : names;
  throw new ConfigurationError([`${given} is set and ${missing} is not: set both, or neither.`]);
}

/** How a browser or an agent on this machine reaches a listener. */
function defaultUrl(scheme: string, host: string, listenPort: number): string {
  const anywhere = host === '0.0.0.0' || host === '::' || host === '127.0.0.1' || host === '::1';
  const name = anywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `${scheme}://${name}:${listenPort}`;
}

/** Three ports beside each other, unless said otherwise: dashboard, agents, the page of a notice. */
function portsOf(env: Parsed): Pick<Configuration, 'port' | 'agentPort' | 'noticePort'> {
  const port = env.PORT;
  const agentPort = env.AGENT_PORT ?? port + 1;
  if (agentPort > 65_535) throw new ConfigurationError(['AGENT_PORT must be set when PORT is 65535.']);
  if (agentPort === port) throw new ConfigurationError(['AGENT_PORT must differ from PORT.']);
  const noticePort = env.NOTICE_PORT ?? (agentPort === port + 2 ? port + 1 : port + 2);
  if (noticePort > 65_535) throw new ConfigurationError([`NOTICE_PORT must be set when PORT is ${port}.`]);
  if (noticePort === port || noticePort === agentPort)
    throw new ConfigurationError(['NOTICE_PORT must differ from PORT and AGENT_PORT.']);
  return { port, agentPort, noticePort };
}

/** Where the page of notices is: as it is named, else beside the agents' address where the page runs here, else nowhere. */
function noticeUrlOf(env: Parsed, agentUrl: string, noticePort: number): string | null {
  if (env.TEREDO_FLEET_NOTICE_URL !== undefined) return env.TEREDO_FLEET_NOTICE_URL;
  if (!env.TEREDO_FLEET_ROLES.includes('notice')) return null;
  const derived = new URL(`http://${new URL(agentUrl).hostname}:${noticePort}`).origin;
  if (noticeAddressSchema.safeParse(derived).success) return derived;
  throw new ConfigurationError([
    `TEREDO_FLEET_NOTICE_URL must be set, because the links of notices can't begin with ${derived}: to an address of ${NOTICE_ADDRESSES}.`,
  ]);
}

/**
 * Reads the whole configuration from the environment.
 *
 * @throws ConfigurationError naming every variable that can't be used, and the remedy.
 */
export function readConfiguration(environment: Environment): Configuration {
  const env = parseEnvironment(environment);
  const { TEREDO_FLEET_TLS_CERT: certFile, TEREDO_FLEET_TLS_KEY: keyFile } = env;
  const { TEREDO_FLEET_ADMIN_EMAIL: email, TEREDO_FLEET_ADMIN_PASSWORD: password } = env;
  bothOrNeither(certFile, keyFile, ['TEREDO_FLEET_TLS_CERT', 'TEREDO_FLEET_TLS_KEY']);
  bothOrNeither(email, password, ['TEREDO_FLEET_ADMIN_EMAIL', 'TEREDO_FLEET_ADMIN_PASSWORD']);
  const { port: webPort, agentPort, noticePort } = portsOf(env);
  const agentHost = env.AGENT_HOST ?? env.HOST;
  const scheme = certFile === undefined ? 'http' : 'https';
  const publicUrl = env.TEREDO_FLEET_PUBLIC_URL ?? defaultUrl(scheme, env.HOST, webPort);
  const agentUrl = env.TEREDO_FLEET_AGENT_URL ?? defaultUrl(scheme, agentHost, agentPort);
  return {
    dataDir: resolve(env.TEREDO_FLEET_DATA_DIR),
    host: env.HOST,
    port: webPort,
    agentHost,
    agentPort,
    noticeHost: env.NOTICE_HOST ?? agentHost,
    noticePort,
    publicUrl,
    agentUrl,
    noticeUrl: noticeUrlOf(env, agentUrl, noticePort),
    databaseUrl: env.DATABASE_URL ?? null,
    admin: email === undefined || password === undefined ? null : { email: email.toLowerCase(), password },
    tls:
      certFile === undefined || keyFile === undefined
        ? null
        : { certFile: resolve(certFile), keyFile: resolve(keyFile) },
    trustedProxies: env.TEREDO_FLEET_TRUSTED_PROXY,
    roles: SERVER_ROLES.filter((role) => env.TEREDO_FLEET_ROLES.includes(role)),
    gatewayWorkers: env.TEREDO_FLEET_GATEWAY_WORKERS,
    secret: env.TEREDO_FLEET_SECRET ?? null,
    headPlaces: {
      file: resolve(env.TEREDO_FLEET_AUDIT_FILE ?? join(env.TEREDO_FLEET_DATA_DIR, 'audit-heads.jsonl')),
      syslog: env.TEREDO_FLEET_AUDIT_SYSLOG ?? null,
      webhook: env.TEREDO_FLEET_AUDIT_WEBHOOK ?? null,
    },
    reports: {
      smtp: env.TEREDO_FLEET_SMTP ?? null,
      mailFrom: env.TEREDO_FLEET_MAIL_FROM ?? `teredo-fleet@${new URL(publicUrl).hostname}`,
      folder: env.TEREDO_FLEET_REPORT_FOLDER === undefined ? null : resolve(env.TEREDO_FLEET_REPORT_FOLDER),
    },
    agentsDir: env.TEREDO_FLEET_AGENTS_DIR === undefined ? null : resolve(env.TEREDO_FLEET_AGENTS_DIR),
    demo: env.TEREDO_FLEET_DEMO_MACHINES === undefined ? null : { machines: env.TEREDO_FLEET_DEMO_MACHINES },
    dev: env.NODE_ENV === 'development',
  };
}
