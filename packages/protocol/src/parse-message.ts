import type * as z from 'zod';
import {
  type AgentMessage,
  agentMessageSchema,
  doorMessageSchema,
  type EnrolMessage,
  type HelloMessage,
  helloSchema,
  type ProveMessage,
} from './agent-messages';
import { readHotMessage } from './hot-messages';
import { type JobPayload, jobPayloadSchema } from './job';
import { readJsonText } from './json-text';
import { MAX_MESSAGE_BYTES } from './limits';
import { type OverridePayload, overridePayloadSchema } from './notice-override';
import { MAX_BATCH_MESSAGES } from './sealing/batch';
import { MAX_FRAME_PLAINTEXT_BYTES } from './sealing/sealed-frame';
import { type ServerMessage, serverMessageSchema } from './server-messages';

/** Why a text is no message; `code` is the protocol's error code and `text` goes into the `error` message. */
export interface ParseFailure {
  ok: false;
  code: 'malformed' | 'too-large' | 'unknown-type';
  text: string;
}

export type Parsed<T> = { ok: true; message: T } | ParseFailure;

/** One message of an agent in a standing session, from a WebSocket text (string) or raw bytes. Never throws. */
export function parseAgentMessage(input: string | Uint8Array): Parsed<AgentMessage> {
  const json = readJsonText(input);
  return json.ok ? readAgentMessage(json.value) : json;
}

/** The same from a JSON value, for the messages of a batch. */
export function readAgentMessage(value: unknown): Parsed<AgentMessage> {
  if (isObject(value)) {
    const hot = readHotMessage(value);
    if (hot !== null) return { ok: true, message: hot };
  }
  return readAs(agentMessageSchema, AGENT_TYPES, value);
}

/** `enrol` or `prove`, the only messages before a session stands. */
export function parseDoorMessage(input: string | Uint8Array): Parsed<EnrolMessage | ProveMessage> {
  const json = readJsonText(input);
  return json.ok ? readDoorMessage(json.value) : json;
}

/** The same from a JSON value. */
export function readDoorMessage(value: unknown): Parsed<EnrolMessage | ProveMessage> {
  return readAs(doorMessageSchema, DOOR_TYPES, value);
}

/** The first message of both doors. The version is not judged here: see PROTOCOL_VERSION. */
export function parseHello(input: string | Uint8Array): Parsed<HelloMessage> {
  const json = readJsonText(input);
  return json.ok ? readAs(helloSchema, HELLO_TYPES, json.value) : json;
}

/** One message of a server. */
export function parseServerMessage(input: string | Uint8Array): Parsed<ServerMessage> {
  const json = readJsonText(input);
  return json.ok ? readServerMessage(json.value) : json;
}

/** The same from a JSON value. */
export function readServerMessage(value: unknown): Parsed<ServerMessage> {
  return readAs(serverMessageSchema, SERVER_TYPES, value);
}

/** A job's payload, after its signature was found good. */
export function parseJobPayload(bytes: Uint8Array): Parsed<JobPayload> {
  const json = readJsonText(bytes);
  if (!json.ok) return json;
  const result = jobPayloadSchema.safeParse(json.value);
  return result.success ? { ok: true, message: result.data } : malformed('job', result.error);
}

/** An override's payload, after its signature was found good. */
export function parseOverridePayload(bytes: Uint8Array): Parsed<OverridePayload> {
  const json = readJsonText(bytes);
  if (!json.ok) return json;
  const result = overridePayloadSchema.safeParse(json.value);
  return result.success ? { ok: true, message: result.data } : malformed('override', result.error);
}

export type ParsedBatch = { ok: true; values: unknown[] } | ParseFailure;

/** The messages of one opened frame, as JSON values to give to readAgentMessage and its like, one by one. */
export function parseBatch(plaintext: Uint8Array): ParsedBatch {
  const json = readJsonText(plaintext, MAX_FRAME_PLAINTEXT_BYTES);
  if (!json.ok) return json;
  const values = json.value;
  if (!Array.isArray(values)) return fail('malformed', "The batch can't be read. It is not a JSON array.");
  if (values.length > MAX_BATCH_MESSAGES) {
    return fail(
      'too-large',
      `The batch has more than ${MAX_BATCH_MESSAGES} messages. Send them in several frames.`,
    );
  }
  if (plaintext.length > MAX_MESSAGE_BYTES && values.some(isTooLarge)) {
    return fail(
      'too-large',
      `A message of the batch is larger than ${MAX_MESSAGE_BYTES} bytes. Send less at once.`,
    );
  }
  return { ok: true, values };
}

const AGENT_TYPES = typesOf(agentMessageSchema);
const DOOR_TYPES = typesOf(doorMessageSchema);
const HELLO_TYPES: ReadonlySet<string> = new Set(['hello']);
const SERVER_TYPES = typesOf(serverMessageSchema);

function typesOf(union: { options: readonly { shape: { type: { value: string } } }[] }): ReadonlySet<string> {
  return new Set(union.options.map((option) => option.shape.type.value));
}

function readAs<T>(schema: z.ZodType<T>, types: ReadonlySet<string>, value: unknown): Parsed<T> {
  if (!isObject(value)) return fail('malformed', "The message can't be read. It is not a JSON object.");
  const { type } = value;
  if (typeof type !== 'string') return fail('malformed', "The message can't be read. It has no type.");
  if (!types.has(type)) {
    return fail(
      'unknown-type',
      `The type "${type.slice(0, 40)}" is not expected here. Update the agent or the server.`,
    );
  }
  const result = schema.safeParse(value);
  return result.success ? { ok: true, message: result.data } : malformed(type, result.error);
}

function malformed(type: string, error: z.ZodError): ParseFailure {
  const issue = error.issues[0];
  const where = issue === undefined || issue.path.length === 0 ? 'the message' : issue.path.join('.');
  return fail('malformed', `The ${type} message can't be read: ${where}: ${issue?.message ?? 'not valid'}.`);
}

function fail(code: ParseFailure['code'], text: string): ParseFailure {
  return { ok: false, code, text: text.slice(0, 500) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTooLarge(value: unknown): boolean {
  return new TextEncoder().encode(JSON.stringify(value)).length > MAX_MESSAGE_BYTES;
}
