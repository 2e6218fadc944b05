import { describe, expect, it } from 'vitest';
import {
  ConformanceError,
  type DoorUnderTest,
  type FrameDoorClient,
  SCENARIOS,
} from '../src/conformance/index';
import { formatEnrolmentToken, type ServerMessage } from '../src/index';
import { JOB_ID, KEY, SERVER_SAMPLES } from './message-samples';

const token = formatEnrolmentToken({
  tokenId: 'k7',
  secret: 'AAECAwQFBgcICQoLDA0ODw',
  channelKey: KEY,
  jobKey: KEY,
});

/** A door that checks nothing: it opens for any version and answers everything with what was hoped for last time. */
function makeCarelessDoor(door: 'ws' | 'poll', answer: (type: string) => ServerMessage): DoorUnderTest {
  const connect = (): FrameDoorClient => ({
    session: { sessionId: JOB_ID, nonce: KEY, sessionKey: KEY },
    key: null,
    open: async () => undefined,
    send: async () => undefined,
    sendRaw: async () => undefined,
    receive: async (type) => answer(type) as never,
    close: async () => undefined,
    seal: () => new Uint8Array(30),
    post: async () => null,
  });
  return { door, connect, makeToken: async () => token };
}

describe('the conformance suite', () => {
  it('covers both doors', () => {
    for (const door of ['ws', 'poll'] as const) {
      expect(SCENARIOS.filter((scenario) => scenario.doors.includes(door)).length).toBeGreaterThan(15);
    }
  });

  it.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))(
    'notices a careless door: %s',
    async (_name, scenario) => {
      const careless = makeCarelessDoor(scenario.doors[0]!, (type) => {
        const sample = SERVER_SAMPLES[type] as ServerMessage;
        if (sample.type === 'ack') return { ...sample, ns: [99] };
        return sample.type === 'error' ? { ...sample, code: 'not-ready' } : sample;
      });
      await expect(scenario.run(careless)).rejects.toThrow(ConformanceError);
    },
  );
});
