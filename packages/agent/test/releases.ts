import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { type ReleaseSystem, releaseBytes, type SignedRelease } from '@teredo-fleet/protocol';
import { nodeSignatures, publicBytesOf } from '@teredo-fleet/protocol/node';
import type { FakeGateway } from './fake-gateway';

const SEED = new Uint8Array(32).fill(7);
/** Public half of the key that this test's agents are built with. */
export const RELEASE_KEY = Buffer.from(publicBytesOf('Ed25519', SEED)).toString('base64');

interface ReleaseOrder {
  version: string;
  program: Buffer;
  system?: ReleaseSystem;
  /** Of another key than the agents know. */
  seed?: Uint8Array;
}

const sha256Of = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** A release with one program, signed. */
export function signRelease({
  version,
  program,
  system = 'linux',
  seed = SEED,
}: ReleaseOrder): SignedRelease {
  const signedAt = Date.now();
  const files = [{ system, sha256: sha256Of(program), size: program.length }];
  const payload = Buffer.from(JSON.stringify({ v: 1, version, signedAt, expiresAt: signedAt + 1e9, files }));
  const signature = nodeSignatures.sign(releaseBytes(payload), seed);
  return { payload: payload.toString('base64'), signature: Buffer.from(signature).toString('base64') };
}

/** Has a gateway offer a release and hand its program out. Gives the paths that were asked for. */
export function offerRelease(
  gateway: FakeGateway,
  order: ReleaseOrder,
  answer: (response: ServerResponse, attempt: number) => void = (response) => response.end(order.program),
): string[] {
  const asked: string[] = [];
  gateway.release = signRelease(order);
  gateway.onRequest = (request, response) => {
    asked.push(request.url ?? '');
    if (request.url === `/agents/releases/${sha256Of(order.program)}`) answer(response, asked.length);
    else response.writeHead(404).end();
  };
  return asked;
}
