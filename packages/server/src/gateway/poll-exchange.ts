import { POLL_HOLD_SECONDS, parseBatch, readAgentMessage, readDoorMessage } from '@teredo-fleet/protocol';
import { AgentSession, type SessionIdentity } from './agent-session';
import type { PollStore, SessionRef } from './agent-store';
import type { DoorParts } from './door-parts';
import { enrol, prove } from './handshake';
import { type PollSession, sealAnswer } from './poll-frames';
import { PollLink } from './poll-link';
import type { PollMemory } from './poll-memory';
import { errorMessage, Refusal } from './refusal';
import { wrongTurn } from './wrong-turn';

export interface PollParts extends DoorParts {
  store: PollStore;
  memory: PollMemory;
}

/** One frame that was opened and whose turn it is. */
export interface PollTurn {
  session: PollSession;
  counter: number;
  plaintext: Uint8Array;
  address: string;
  /** How long the answer to an empty frame may take when there is nothing to say. */
  holdMs: number;
  /** Aborts when nobody waits for the answer any more. */
  signal: AbortSignal;
}

const LIMIT_MS = POLL_HOLD_SECONDS * 1000;

/** A wait that ends in `not-ready`: the database is away, and what came is kept nowhere yet. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Refusal('not-ready')), LIMIT_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Answers one frame of the polling door. Throws Refusal where no sealed answer can be given. */
export async function answerFrame(parts: PollParts, turn: PollTurn): Promise<Uint8Array> {
  const link = new PollLink();
  const batch = parseBatch(turn.plaintext);
  if (!batch.ok) link.end(errorMessage(batch.code, { text: batch.text }));
  else if (turn.session.machineId === null) await admit(parts, turn, link, batch.values);
  else if (!mayGoOn(parts, turn, batch.values)) link.end(errorMessage('too-many'));
  else await converse(parts, turn, link, batch.values);
  // The answer is kept before it is sent: whoever asks again gets the same bytes.
  const bytes = sealAnswer(parts.memory.of(turn.session).key, turn.counter, link.encode());
  const stored = await parts.store.storePollReply({ id: turn.session.id, counter: turn.counter, bytes });
  if (stored) return bytes;
  throw new Refusal('session-unknown');
}

/** Within what one machine may say. An empty frame says nothing. */
function mayGoOn(
  { allowances }: PollParts,
  { session, plaintext }: PollTurn,
  values: readonly unknown[],
): boolean {
  if (values.length === 0 || session.machineId === null) return true;
  return allowances.take(session.machineId, { messages: values.length, bytes: plaintext.length });
}

/** `enrol` or `prove`; what is refused here is refused under the seal. */
async function admit(
  parts: PollParts,
  turn: PollTurn,
  link: PollLink,
  values: readonly unknown[],
): Promise<void> {
  try {
    await shakeHands(parts, turn, link, values);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    link.end(error.error);
  }
}

async function shakeHands(
  parts: PollParts,
  turn: PollTurn,
  link: PollLink,
  values: readonly unknown[],
): Promise<void> {
  if (values.length !== 1)
    throw new Refusal('out-of-order', { text: 'Before the welcome a frame holds one message.' });
  const parsed = readDoorMessage(values[0]);
  if (!parsed.ok) throw new Refusal(wrongTurn(parsed.code, values[0]), { text: parsed.text });
  const { session, address } = turn;
  const remembered = parts.memory.of(session);
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  const signed = { sessionId: session.id, nonce: text(session.nonce), sessionKey: text(session.agentKey) };
  const open = { ...signed, key: remembered.key };
  const caller = { door: 'poll', address } as const;
  const { message } = parsed;
  const { admission, handshake, store } = parts;
  if (message.type === 'enrol') {
    link.send(await admission.enrolments.take(() => enrol(handshake, open, message, caller)));
    return;
  }
  const { identity, welcome } = await admission.proofs.take(() => prove(handshake, open, message, caller));
  await store.bindPollSession(session.id, identity);
  remembered.status = identity.status;
  link.send(welcome);
  await withSession(parts, { ...turn, holdMs: 0 }, { identity, link }, async () => undefined);
}

/** What machines say in a standing session. */
async function converse(
  parts: PollParts,
  turn: PollTurn,
  link: PollLink,
  values: readonly unknown[],
): Promise<void> {
  const { machineId, epoch } = turn.session;
  const { key, status } = parts.memory.of(turn.session);
  // A polling agent is heard of with every request: how often it beats does not matter here.
  const identity = { machineId: machineId ?? '', epoch, status, key, heartbeatSeconds: POLL_HOLD_SECONDS };
  const holdMs = values.length > 0 ? 0 : turn.holdMs;
  await withSession(parts, { ...turn, holdMs }, { identity, link }, (session) =>
    receiveAll(parts, session, values),
  );
}

/** The session stands here for the length of one request: what comes up meanwhile reaches it. */
async function withSession(
  { memory, intake, sessions, wakes }: PollParts,
  { session: row, holdMs, signal }: PollTurn,
  { identity, link }: { identity: SessionIdentity; link: PollLink },
  receive: (session: AgentSession) => Promise<void>,
): Promise<void> {
  const session = new AgentSession(identity, link, intake, memory.of(row).told);
  sessions.add(session);
  try {
    await inTime(receive(session));
    session.flushAcks();
    if (!session.ended) await inTime(wakes.look(identity.machineId));
    await link.hold(holdMs, signal);
  } finally {
    sessions.remove(session);
  }
}

async function receiveAll(
  { intake }: PollParts,
  session: AgentSession,
  values: readonly unknown[],
): Promise<void> {
  const ref: SessionRef = { machineId: session.identity.machineId, epoch: session.identity.epoch };
  const heard = intake.heartbeats.add({ ...ref, receivedAt: Date.now() });
  const received: Promise<void>[] = [];
  for (const value of values) {
    const parsed = readAgentMessage(value);
    if (parsed.ok) {
      received.push(session.receive(parsed.message));
      continue;
    }
    await Promise.all(received);
    session.flushAcks();
    session.end(errorMessage(wrongTurn(parsed.code, value), { text: parsed.text }));
    return;
  }
  await Promise.all(received);
  if ((await heard).superseded) session.end(errorMessage('superseded'));
}
