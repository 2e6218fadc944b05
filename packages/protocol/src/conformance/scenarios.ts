import { MAX_MESSAGE_BYTES } from '../limits';
import { encodeBatch } from '../sealing/batch';
import type { ErrorCode } from '../server-messages';
import { PROTOCOL_VERSION } from '../version';
import { AgentIdentity } from './agent-identity';
import { ConformanceError, type DoorClient, type FrameDoorClient } from './door-client';

export type TokenKind = 'good' | 'expired' | 'revoked' | 'used-up';

/** What the suite needs of a running server. */
export interface DoorUnderTest {
  door: 'ws' | 'poll';
  connect(): DoorClient;
  /** Text of a fresh enrolment token; `used-up` was used as often as it may be. Auto-accepts. */
  makeToken(kind: TokenKind): Promise<string>;
}

/** One promise of docs/protocol.md; `run` rejects with ConformanceError when the door does not keep it. */
export interface Scenario {
  name: string;
  /** Doors that have what the scenario is about. */
  doors: readonly DoorUnderTest['door'][];
  run(door: DoorUnderTest): Promise<void>;
}

const BOTH = ['ws', 'poll'] as const;
const POLL = ['poll'] as const;
const WAIT_MS = 5000;
const UNKNOWN_JOB = '01890a5d-ac96-774b-bcce-b302099a8057';

async function expectError(client: DoorClient, code: ErrorCode, final: boolean | null = null): Promise<void> {
  const error = await client.receive('error', WAIT_MS);
  if (error.code !== code)
    throw new ConformanceError(`expected error ${code}, got ${error.code}: ${error.text}`);
  if (error.text.length < 10) throw new ConformanceError(`the text of ${code} says nothing`);
  if (final !== null && error.final !== final)
    throw new ConformanceError(`${code} should be final: ${final}`);
  await client.close();
}

async function openDoor(door: DoorUnderTest): Promise<DoorClient> {
  const client = door.connect();
  await client.open(PROTOCOL_VERSION);
  return client;
}

async function enrolWith(
  door: DoorUnderTest,
  agent: AgentIdentity,
  token: string,
): Promise<{ machineId: string; enrolmentId: string }> {
  const client = await openDoor(door);
  await client.send(agent.enrol(client, token));
  const { machineId, enrolmentId } = await client.receive('enrolled', WAIT_MS);
  await client.close();
  return { machineId, enrolmentId };
}

async function enrolled(door: DoorUnderTest): Promise<AgentIdentity> {
  const agent = new AgentIdentity();
  const { machineId } = await enrolWith(door, agent, await door.makeToken('good'));
  agent.machineId = machineId;
  return agent;
}

async function welcomed(
  door: DoorUnderTest,
  agent: AgentIdentity,
): Promise<{ client: DoorClient; epoch: number }> {
  const client = await openDoor(door);
  await client.send(agent.prove(client));
  const { epoch, machineId } = await client.receive('welcome', WAIT_MS);
  if (machineId !== agent.machineId) throw new ConformanceError('welcomed as another machine');
  return { client, epoch };
}

const standing = async (door: DoorUnderTest) => (await welcomed(door, await enrolled(door))).client;

function refusedToken(kind: Exclude<TokenKind, 'good'>, code: ErrorCode): Scenario {
  return {
    name: `a token that is ${kind} is refused for good`,
    doors: BOTH,
    async run(door) {
      const client = await openDoor(door);
      await client.send(new AgentIdentity().enrol(client, await door.makeToken(kind)));
      await expectError(client, code, true);
    },
  };
}

function answeredWith(name: string, code: ErrorCode, message: unknown): Scenario {
  return {
    name,
    doors: BOTH,
    async run(door) {
      const client = await standing(door);
      await client.send(message);
      await expectError(client, code);
    },
  };
}

function status(change: Record<string, unknown>): Record<string, unknown> {
  return {
    type: 'status',
    n: 1,
    jobId: UNKNOWN_JOB,
    attempt: 1,
    version: 1,
    state: 'running',
    at: 1,
    detail: null,
    until: null,
    steps: [],
    before: null,
    after: null,
    unmet: [],
    blockers: [],
    ...change,
  };
}

const asFrames = (client: DoorClient) => client as FrameDoorClient;

async function expectPostError(client: DoorClient, frame: Uint8Array, code: string): Promise<void> {
  const found = await asFrames(client).post(frame);
  if (found !== code) throw new ConformanceError(`expected ${code}, got ${found}`);
}

/** Every promise that a door can be asked to show. Run each against each door; they don't depend on one another. */
export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'a machine enrols, proves itself, and its epoch rises with each session',
    doors: BOTH,
    async run(door) {
      const agent = await enrolled(door);
      const first = await welcomed(door, agent);
      await first.client.close();
      const second = await welcomed(door, agent);
      await second.client.close();
      if (second.epoch <= first.epoch) throw new ConformanceError('the epoch did not rise');
    },
  },
  {
    name: 'the same enrol again is the same enrolment, another token a new one of the same machine',
    doors: BOTH,
    async run(door) {
      const agent = new AgentIdentity();
      const token = await door.makeToken('good');
      const first = await enrolWith(door, agent, token);
      const repeated = await enrolWith(door, agent, token);
      if (repeated.enrolmentId !== first.enrolmentId)
        throw new ConformanceError('the same enrol was another enrolment');
      const again = await enrolWith(door, agent, await door.makeToken('good'));
      if (again.machineId !== first.machineId) throw new ConformanceError('a known key was another machine');
      if (again.enrolmentId === first.enrolmentId)
        throw new ConformanceError('another token gave the earlier enrolment');
    },
  },
  {
    name: 'another protocol version gets a clear answer',
    doors: BOTH,
    async run(door) {
      const client = door.connect();
      const opened = await client.open(PROTOCOL_VERSION + 1).then(
        () => 'opened',
        (error: unknown) => String(error),
      );
      if (!opened.includes('wrong-version')) throw new ConformanceError(`expected wrong-version: ${opened}`);
      await client.close();
    },
  },
  refusedToken('expired', 'token-expired'),
  refusedToken('revoked', 'token-revoked'),
  refusedToken('used-up', 'token-used-up'),
  {
    name: 'a token with another secret is unknown',
    doors: BOTH,
    async run(door) {
      const client = await openDoor(door);
      const message = new AgentIdentity().enrol(client, await door.makeToken('good'));
      await client.send({ ...message, secret: 'A'.repeat(43) });
      await expectError(client, 'token-unknown', true);
    },
  },
  {
    name: 'a machine that is not known is told so for good',
    doors: BOTH,
    async run(door) {
      const client = await openDoor(door);
      const stranger = new AgentIdentity();
      stranger.machineId = UNKNOWN_JOB;
      await client.send(stranger.prove(client));
      await expectError(client, 'machine-unknown', true);
    },
  },
  {
    name: 'a proof by another key is refused',
    doors: BOTH,
    async run(door) {
      const known = await enrolled(door);
      const thief = new AgentIdentity();
      thief.machineId = known.machineId;
      const client = await openDoor(door);
      await client.send(thief.prove(client));
      await expectError(client, 'bad-signature', true);
    },
  },
  {
    name: 'a proof recorded in another session is refused',
    doors: BOTH,
    async run(door) {
      const agent = await enrolled(door);
      const elsewhere = await openDoor(door);
      const recorded = agent.prove(elsewhere);
      await elsewhere.close();
      const client = await openDoor(door);
      await client.send(recorded);
      await expectError(client, 'bad-signature', true);
    },
  },
  {
    name: 'fields that are not known are ignored',
    doors: BOTH,
    async run(door) {
      const agent = await enrolled(door);
      const client = await openDoor(door);
      await client.send({ ...agent.prove(client), later: { version: [2] } });
      await client.receive('welcome', WAIT_MS);
      await client.send(status({ n: 5, later: true }));
      const { ns } = await client.receive('ack', WAIT_MS);
      if (!ns.includes(5)) throw new ConformanceError('the message was not acknowledged');
      await client.close();
    },
  },
  {
    name: 'the same report twice is acknowledged twice',
    doors: BOTH,
    async run(door) {
      const client = await standing(door);
      for (const n of [1, 2]) {
        await client.send(status({ n }));
        const { ns } = await client.receive('ack', WAIT_MS);
        if (!ns.includes(n)) throw new ConformanceError(`report ${n} was not acknowledged`);
      }
      await client.close();
    },
  },
  {
    name: 'an ask for a job that is not known is held by name',
    doors: BOTH,
    async run(door) {
      const client = await standing(door);
      await client.send({ type: 'ask', jobId: UNKNOWN_JOB, attempt: 1, askId: UNKNOWN_JOB });
      const hold = await client.receive('hold', WAIT_MS);
      if (hold.reason !== 'unknown-job') throw new ConformanceError(`held because of ${hold.reason}`);
      await client.close();
    },
  },
  {
    name: 'a message before its time is out of order',
    doors: BOTH,
    async run(door) {
      const client = await openDoor(door);
      await client.send({ type: 'heartbeat' });
      await expectError(client, 'out-of-order');
    },
  },
  answeredWith('a type that is not known is named so', 'unknown-type', { type: 'dance' }),
  answeredWith('a message without a field it needs is malformed', 'malformed', { type: 'ask', attempt: 1 }),
  answeredWith('a message one byte too large is too large', 'too-large', oversized()),
  {
    name: 'what is not JSON is malformed',
    doors: BOTH,
    async run(door) {
      const client = await standing(door);
      await client.sendRaw(new TextEncoder().encode('{"type":'));
      await expectError(client, 'malformed');
    },
  },
  {
    name: 'a frame with one bit altered does not open',
    doors: POLL,
    async run(door) {
      const client = await standing(door);
      const frame = asFrames(client).seal([{ type: 'heartbeat' }], 0);
      frame[frame.length - 1] = (frame[frame.length - 1] as number) ^ 1;
      await expectPostError(client, frame, 'bad-seal');
    },
  },
  {
    name: 'an older frame sent again is replayed',
    doors: POLL,
    async run(door) {
      const client = await standing(door);
      const old = asFrames(client).seal([{ type: 'heartbeat' }], 0);
      await asFrames(client).post(old);
      await client.send({ type: 'heartbeat' });
      await expectPostError(client, old, 'replayed');
    },
  },
  {
    name: 'a counter left out is out of order',
    doors: POLL,
    async run(door) {
      const client = await standing(door);
      await expectPostError(client, asFrames(client).seal([], 1), 'out-of-order');
    },
  },
  {
    name: 'a frame of one session does not open in another',
    doors: POLL,
    async run(door) {
      const one = await standing(door);
      const other = await openDoor(door);
      await expectPostError(other, asFrames(one).seal([{ type: 'heartbeat' }], 0), 'bad-seal');
    },
  },
];

/** An observation whose JSON is one byte above the limit. */
function oversized(): Record<string, unknown> {
  const message = { type: 'observation', n: 1, observedAt: 1, reason: 'change', observation: { filler: '' } };
  const room = MAX_MESSAGE_BYTES - (encodeBatch([message]).length - 2);
  return { ...message, observation: { filler: 'x'.repeat(room + 1) } };
}
