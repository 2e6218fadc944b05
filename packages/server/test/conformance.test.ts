import { formatEnrolmentToken } from '@teredo-fleet/protocol';
import {
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

async function makeToken(kind: TokenKind): Promise<string> {
  const rest = { expiresIn: kind === 'expired' ? -5 : 3600, revoked: kind === 'revoked' };
  const { tokenId, secret } = await bench.makeToken(rest);
  if (kind === 'used-up') {
    await bench.database
      .pool('admin')
      .query('update enrolment_token set uses = max_uses where id = $1', [tokenId]);
  }
  const { channelKey, environment } = bench;
  return formatEnrolmentToken({ tokenId, secret, channelKey, jobKey: environment.jobPublicKey });
}

describe.each([
  { door: 'ws', form: 'bytes' },
  { door: 'poll', form: 'bytes' },
  { door: 'poll', form: 'text' },
] as const)('the $door door with frames as $form, as docs/protocol.md has it', ({ door, form }) => {
  const underTest: DoorUnderTest = {
    door,
    makeToken,
    connect: () =>
      door === 'ws'
        ? createWsClient(bench.url, bench.channelKey, (address) => new WebSocket(address))
        : createPollClient(bench.url, bench.channelKey, form),
  };
  it.each(SCENARIOS.filter(({ doors }) => doors.includes(door)))('$name', ({ run }) => run(underTest));
});
