import nacl from 'tweetnacl';
import { describe, expect, it } from 'vitest';
import { readOverrideEs3 } from '../src/es3/read-override';
import { CONTEXT } from '../src/limits';
import { parseOverridePayload } from '../src/parse-message';
import { jobBytes, naclSignatures, overrideBytes, signatureFits } from '../src/signing';

const ID = '01890a5d-ac96-774b-bcce-b302099a8057';
const OTHER_ID = '01890a5d-ac96-774b-bcce-b302099a8058';
const PAYLOAD = {
  v: 1,
  jobId: ID,
  attempt: 1,
  machineId: ID,
  enrolmentId: ID,
  rolloutId: ID,
  planHash: 'ab'.repeat(32),
  issuedAt: 1,
  notAfter: 2,
  people: [
    { id: ID, name: 'Ada', reason: 'the tunnel is attacked' },
    { id: OTHER_ID, name: 'Ada', reason: 'seen it too' },
  ],
};

describe('an override of the notice', () => {
  it('is signed in a context of its own: no signature of a job is one, and none of it is one of a job', () => {
    const bytes = new TextEncoder().encode(JSON.stringify(PAYLOAD));
    const seed = new Uint8Array(32).fill(3);
    const { publicKey } = nacl.sign.keyPair.fromSeed(seed);
    const signature = naclSignatures.sign(overrideBytes(bytes), seed);
    expect(signatureFits(naclSignatures, { bytes: overrideBytes(bytes), signature, publicKey })).toBe(true);
    expect(signatureFits(naclSignatures, { bytes: jobBytes(bytes), signature, publicKey })).toBe(false);
    expect(new Set(Object.values(CONTEXT)).size).toBe(Object.keys(CONTEXT).length);
  });

  const read = (value: unknown) => parseOverridePayload(new TextEncoder().encode(JSON.stringify(value)));

  it('names two people with a reason each', () => {
    expect(read(PAYLOAD)).toEqual({ ok: true, message: PAYLOAD });
    const [ada, grace] = PAYLOAD.people;
    for (const people of [[ada], [ada, ada], [ada, { ...grace, reason: '' }], [...PAYLOAD.people, ada], null])
      expect(read({ ...PAYLOAD, people }).ok).toBe(false);
  });

  it('is read by the script agent as by the others', () => {
    expect(readOverrideEs3({ ...PAYLOAD, more: 1 })).toEqual(PAYLOAD);
    const [ada, grace] = PAYLOAD.people;
    const wrong: Record<string, unknown>[] = [
      { people: [ada] },
      { people: [ada, ada] },
      { people: [ada, { ...grace, reason: '' }] },
      { people: [...PAYLOAD.people, ada] },
      ...Object.keys(PAYLOAD).map((field) => ({ [field]: null })),
    ];
    for (const change of wrong) {
      expect(readOverrideEs3({ ...PAYLOAD, ...change }), JSON.stringify(change)).toBeNull();
      expect(read({ ...PAYLOAD, ...change }).ok, JSON.stringify(change)).toBe(false);
    }
  });
});
