import { formatEnrolmentToken } from '@teredo-fleet/protocol';
import {
  AgentIdentity,
  createPollClient,
  createWsClient,
  type DoorUnderTest,
  SCENARIOS,
  type TokenKind,
} from '@teredo-fleet/protocol/conformance';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { WebSocket } from 'ws';
import { type GatewayBench, startGatewayBench } from './support/gateway-bench';

let bench: GatewayBench;
beforeAll(async () => {
  bench = await startGatewayBench();
});
afterAll(() => bench.stop());

const REST = { good: {}, expired: { expiresIn: -5 }, revoked: { revoked: true }, 'used-up': { maxUses: 1 } };

function doorUnderTest(door: DoorUnderTest['door']): DoorUnderTest {
  const connect = () =>
    door === 'poll'
      ? createPollClient(bench.url, bench.channelKey)
      : createWsClient(bench.url.replace(/^http/, 'ws'), bench.channelKey, (url) => {
          const socket = new WebSocket(url, { perMessageDeflate: false });
          socket.on('error', () => undefined);
          return socket;
        });
  const tokenText = async (kind: TokenKind) => {
    const parts = { channelKey: bench.channelKey, jobKey: bench.environment.jobPublicKey };
    return formatEnrolmentToken({ ...(await bench.makeToken(REST[kind])), ...parts });
  };
  return {
    door,
    connect,
    async makeToken(kind) {
      const text = await tokenText(kind);
      if (kind !== 'used-up') return text;
      const client = connect();
      await client.open(1);
      await client.send(new AgentIdentity().enrol(client, text));
      await client.receive('enrolled', 5000);
      await client.close();
      return text;
    },
  };
}

describe.each(['ws', 'poll'] as const)('the %s door keeps the protocol:', (door) => {
  it.each(SCENARIOS.filter((scenario) => scenario.doors.includes(door)))('$name', (scenario) =>
    scenario.run(doorUnderTest(door)),
  );
});
