import {
  decodeBase64,
  encodeBase64,
  encodeUtf8,
  naclPrimitives,
  naclSignatures,
  openFrame,
  sealFrame,
} from '@teredo-fleet/protocol/es3';
import nacl from 'tweetnacl';
import { createRandom, randomUuid, useRandom } from '../../src/crypto/randomness';
import { hostEntropy } from '../../src/host/entropy';
import { scriptHost } from '../../src/host/host';

const tell = (name: string, value: unknown): void => scriptHost().Echo(`${name} ${JSON.stringify(value)}`);
const argument = (index: number): Uint8Array =>
  decodeBase64(scriptHost().Arguments.Item(index)) as Uint8Array;

const seed = argument(0);
const peer = argument(1);
const message = encodeUtf8('grüezi 世界');
const signature = naclSignatures.sign(message, seed);
const publicKey = nacl.sign.keyPair.fromSeed(seed).publicKey;
tell('publicKey', encodeBase64(publicKey));
tell('signature', encodeBase64(signature));
tell('verifies', naclSignatures.verify(message, signature, publicKey));
signature[3] = ((signature[3] as number) + 1) % 256;
tell('altered', naclSignatures.verify(message, signature, publicKey));
tell('x25519', encodeBase64(nacl.scalarMult(seed, peer)));
tell('before', encodeBase64(naclPrimitives.boxBefore(peer, seed)));
const sealing = { key: seed, direction: 1 as const, counter: 1 };
const frame = sealFrame(naclPrimitives, sealing, message);
tell('frame', encodeBase64(frame));
tell('opened', openFrame(naclPrimitives, { key: seed, direction: 1, lastCounter: 0 }, frame).ok);
useRandom(createRandom(hostEntropy));
tell('random', [encodeBase64(nacl.randomBytes(32)), encodeBase64(nacl.randomBytes(32))]);
tell(
  'uuid',
  randomUuid((length) => nacl.randomBytes(length)),
);
