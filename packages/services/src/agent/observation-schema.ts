import { MAX_INSTANT_MS, nameText } from '@teredo-fleet/protocol';
import { type Observation, PRINTED_CAP } from '@teredo-fleet/teredo';
import * as z from 'zod';
import { readPrinted } from './printed-text';

const text = (max: number) => nameText(0, max);
const flag = z.union([z.boolean(), z.literal('unknown')]).catch('unknown');
const flagOrNull = z.union([z.boolean(), z.null(), z.literal('unknown')]).catch('unknown');
/** A moment that no calendar has would be one that no page can show. */
const at = z.int().min(0).max(MAX_INSTANT_MS).catch(0);
/** A word that this server does not know is not understood, and so unknown. */
const word = <const T extends readonly string[]>(words: T) =>
  z.enum([...words, 'unknown']).catch('unknown' as never);
const wordOrNull = <const T extends readonly string[]>(words: T) => z.enum(words).nullable().catch(null);

const SET_BY = ['group-policy', 'local', 'default', 'disabled-components'] as const;
const TYPES = [
  'disabled',
  'client',
  'enterpriseclient',
  'natawareclient',
  'server',
  'relay',
  'automatic',
  'default',
] as const;
const NATS = [
  'none',
  'cone',
  'restricted',
  'restricted-port',
  'symmetric-port',
  'symmetric-address',
  'symmetric',
] as const;
const ERRORS = [
  'none',
  'primary-server-unreachable',
  'server-name-unresolved',
  'managed-network',
  'tunnel-adapter',
  'general-failure',
  'symmetric-nat',
  'unknown',
] as const;

const solicitation = z.object({
  serverAddress: text(64),
  answered: z.boolean(),
  mapped: z.object({ address: text(64), port: z.int() }).nullable(),
  roundTripMs: z.number().nullable(),
});

const probe = z.object({
  serverName: text(255),
  resolved: z.boolean(),
  primary: solicitation.nullable(),
  secondary: solicitation.nullable(),
  nat: wordOrNull(NATS),
});

const numberOrUnknown = z.union([z.int(), z.null(), z.literal('unknown')]).catch('unknown');

const sourceValues = z.object({
  type: z
    .enum([...TYPES, 'unknown'])
    .nullable()
    .catch('unknown'),
  serverName: text(255).nullable().catch('unknown'),
  refreshIntervalSeconds: numberOrUnknown,
  clientPort: numberOrUnknown,
});

/** A byte as a character, and none that a database can't keep. */
const isByte = (character: string) => character !== '\0' && character <= '\u00ff';

const printed = z.object({
  codePage: z.int().min(1).max(65_535),
  bytes: z
    .string()
    .max(PRINTED_CAP)
    .refine((bytes) => [...bytes].every(isByte)),
});

/** What an agent says of its machine, checked so far that no reader of it can stumble. */
export const observationSchema: z.ZodType<Observation> = z.object({
  os: z.object({
    family: word(['windows', 'linux']),
    name: text(200),
    version: text(60),
    servicePack: z.int().nullable(),
    displayLanguage: text(35).nullable(),
  }),
  elevated: flag,
  domainJoined: flag,
  ipv6: z.object({
    installed: flag,
    disabledComponents: z.union([z.int(), z.null(), z.literal('unknown')]).catch('unknown'),
    nativeGlobalAddress: text(64).nullable(),
  }),
  configured: z.object({
    at,
    type: word(TYPES),
    typeSetBy: word(SET_BY),
    serverName: text(255).nullable(),
    serverNameSetBy: word(SET_BY),
    refreshIntervalSeconds: z.number().nullable(),
    clientPort: z.int().nullable(),
  }),
  sources: z.object({ policy: sourceValues, local: sourceValues }).nullable().catch(null),
  effective: z.object({
    at,
    type: word(TYPES),
    state: word(['offline', 'dormant', 'probe', 'qualified']),
    role: wordOrNull(['client', 'host-specific-relay']),
    network: wordOrNull(['managed', 'unmanaged']),
    nat: wordOrNull(NATS),
    error: wordOrNull(ERRORS),
    errorCode: z.int().nullable(),
    localMapping: text(80).nullable(),
    externalMapping: text(80).nullable(),
    address: text(64).nullable(),
  }),
  reachable: z.object({
    at,
    verdict: word(['yes', 'no']),
    probe: probe.nullable(),
    ping: z.object({ peer: text(64), sent: z.int(), received: z.int() }).nullable(),
  }),
  firewall: z.object({
    at,
    on: flag,
    teredoException: flagOrNull,
    exceptionPort: z.int().nullable(),
    edgeTraversal: flagOrNull,
    setBy: word(SET_BY),
  }),
  service: z.object({
    name: wordOrNull(['iphlpsvc', '6to4', 'miredo']),
    state: word(['running', 'stopped', 'disabled', 'missing']),
  }),
  evidence: z
    .array(
      z
        .object({
          source: text(200),
          text: z.string().max(8000),
          truncated: z.boolean(),
          printed: printed.optional().catch(undefined),
        })
        .transform(readPrinted),
    )
    .max(40),
});
