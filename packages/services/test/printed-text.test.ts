import { answerOfBytes, buildWindowsObservation, type Evidence, NO_VALUES } from '@teredo-fleet/teredo';
import { describe, expect, it } from 'vitest';
import { observationSchema } from '../src/agent/observation-schema';

const times = { configured: 0, effective: 0, reachable: 0, firewall: 0 };

/** What a Windows says of its Teredo in bytes of a code page, as it comes to the server. */
function toldBy(codePage: number, bytes: readonly number[]): unknown {
  const { text, printed } = answerOfBytes(bytes, codePage, 0);
  const observation = buildWindowsObservation({
    times,
    os: { name: 'Windows XP Professional SP3', version: '5.1.2600', servicePack: 3, displayLanguage: null },
    elevated: true,
    domainJoined: false,
    netshText: text,
    netshPrinted: printed,
    ipconfigText: null,
    ipv6Installed: true,
    networkingPack: null,
    disabledComponents: null,
    policyTeredoState: null,
    policyServerName: null,
    policyRefreshSeconds: null,
    policyClientPort: null,
    local: NO_VALUES,
    serviceState: 'running',
    firewall: { on: true, teredoException: false, exceptionPort: null, edgeTraversal: null, setBy: 'local' },
    probe: null,
    ping: null,
    notes: [],
  });
  return JSON.parse(JSON.stringify(observation));
}

const evidenceOf = (told: unknown): Evidence => observationSchema.parse(told).evidence[0] as Evidence;

function withPrinted(change: unknown): unknown {
  const told = toldBy(932, [0x93, 0xfa]) as { evidence: Record<string, unknown>[] };
  return { ...told, evidence: [{ ...told.evidence[0], printed: change }] };
}

describe('what a console printed in a code page of which agents know a part', () => {
  it.each<[number, string, number[], string]>([
    [932, 'Japanese', [0x93, 0xfa, 0x96, 0x7b], '日本'],
    [949, 'Korean', [0xc7, 0xd1, 0xb1, 0xb9], '한국'],
    [950, 'traditional Chinese', [0xc1, 0x63, 0xc5, 0xe9], '繁體'],
    [936, 'simplified Chinese', [0xfd, 0x9b], '龥'],
  ])('is read whole by the server, and its bytes are kept: %i, %s', (codePage, _, bytes, text) => {
    const line = [...Buffer.from('State : '), ...bytes];
    expect(answerOfBytes(line, codePage, 0).text).toContain('\ufffd');
    const evidence = evidenceOf(toldBy(codePage, line));
    expect(evidence.text).toBe(`State : ${text}`);
    expect(Buffer.from(evidence.printed?.bytes ?? '', 'latin1')).toEqual(Buffer.from(line));
  });

  it('travels as text alone where nothing of it was lost', () => {
    for (const [codePage, bytes] of [
      [850, [0x84]],
      [932, [0x41]],
    ] as const)
      expect(evidenceOf(toldBy(codePage, bytes)).printed).toBeUndefined();
  });

  it('stays as the agent read it where the bytes are none, or of a code page that nobody knows', () => {
    for (const printed of [
      { codePage: 932, bytes: '\u0100' },
      { codePage: 932, bytes: 'a\u0000' },
      { codePage: 932, bytes: 'x'.repeat(8001) },
      { codePage: 1, bytes: '\u0093\u00fa' },
      { codePage: 'x', bytes: 7 },
      null,
    ])
      expect(evidenceOf(withPrinted(printed)).text).toBe('\ufffd');
  });

  it('is no longer than any other evidence', () => {
    const line = Array.from({ length: 10_000 }, (_, index) => (index % 2 === 0 ? 0x93 : 0xfa));
    const evidence = evidenceOf(toldBy(932, line));
    expect(evidence).toMatchObject({ text: '日'.repeat(4000), truncated: true });
    expect(evidence.printed?.bytes).toHaveLength(8000);
  });
});
