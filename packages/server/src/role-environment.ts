import * as z from 'zod';
import { ConfigurationError } from './configuration';

const tls = z.object({ certFile: z.string(), keyFile: z.string() }).nullable();
const base = { version: z.string(), databaseUrl: z.string() };
const key = z.base64().length(44);

const listener = { host: z.string(), port: z.int(), tls, trustedProxies: z.array(z.string()) };

/** What each role is told by the supervisor: only its own secrets. */
const roleSchemas = {
  gateway: z.object({
    ...base,
    ...listener,
    /** X25519 secret key of the agent channel. */
    channelSecretKey: key,
    channelPublicKey: key,
    /** Ed25519 public key that agents pin at enrolment. */
    jobPublicKey: key,
    agentUrl: z.string(),
    /** Folder that holds the agent's bundle. */
    agentFilesDir: z.string(),
  }),
  engine: z.object({
    ...base,
    /** Ed25519 public key that signs evidence. */
    evidencePublicKey: key,
    /** Where heads of the audit chain are told; null: there is none of that kind. */
    headPlaces: z.object({ file: z.string(), syslog: z.string().nullable(), webhook: z.string().nullable() }),
    /** What the doors answer with, whose end is told of. */
    tls,
    /** How scheduled reports go out, and alerts by mail; null: not that way. */
    reports: z.object({ smtp: z.string().nullable(), mailFrom: z.string(), folder: z.string().nullable() }),
  }),
  signer: z.object({
    ...base,
    jobKeyFile: z.string(),
    evidenceKeyFile: z.string(),
    /** Keeps the head of the audit chain that was signed last. */
    headFile: z.string(),
    /** What the links of notices begin with; null: there is no page. */
    noticeUrl: z.string().nullable(),
  }),
  reporter: z.object({
    ...base,
    /** Folder of finished evidence bundles. */
    bundlesDir: z.string(),
  }),
  notice: z.object({
    ...base,
    host: z.string(),
    port: z.int(),
    trustedProxies: z.array(z.string()),
  }),
  web: z.object({
    ...base,
    ...listener,
    publicUrl: z.string(),
    agentUrl: z.string(),
    authSecret: z.string(),
    cursorSecret: z.string(),
    channelPublicKey: key,
    jobPublicKey: key,
    agentFilesDir: z.string(),
    /** Folder of finished evidence bundles. */
    bundlesDir: z.string(),
    /** Folder of the dashboard's app, where its build lies. */
    appDir: z.string(),
    dev: z.boolean(),
  }),
} as const;

type RoleSchemas = typeof roleSchemas;
export type RoleEnvironment<R extends keyof RoleSchemas> = z.infer<RoleSchemas[R]>;
export type GatewayEnvironment = RoleEnvironment<'gateway'>;
export type EngineEnvironment = RoleEnvironment<'engine'>;
export type SignerEnvironment = RoleEnvironment<'signer'>;
export type ReporterEnvironment = RoleEnvironment<'reporter'>;
export type NoticeEnvironment = RoleEnvironment<'notice'>;
export type WebEnvironment = RoleEnvironment<'web'>;

const VARIABLE = 'TEREDO_FLEET_ROLE_CONFIG';

/** The one variable through which the supervisor tells a role what it needs. */
export function writeRoleEnvironment<R extends keyof RoleSchemas>(
  _role: R,
  values: RoleEnvironment<R>,
): Record<string, string> {
  return { [VARIABLE]: JSON.stringify(values) };
}

/**
 * Reads what the supervisor wrote.
 *
 * @throws ConfigurationError when the role was started by hand, or by another version's supervisor.
 */
export function readRoleEnvironment<R extends keyof RoleSchemas>(
  role: R,
  environment: Record<string, string | undefined>,
): RoleEnvironment<R> {
  const text = environment[VARIABLE];
  if (text === undefined) {
    throw new ConfigurationError([`The ${role} is started by the supervisor: run npm start.`]);
  }
  const result = roleSchemas[role].safeParse(JSON.parse(text));
  if (result.success) return result.data as RoleEnvironment<R>;
  const fields = result.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new ConfigurationError([
    `${VARIABLE} of the ${role} can't be used (${fields}): build again and run npm start.`,
  ]);
}
