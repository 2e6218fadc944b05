import { describe, expect, it } from 'vitest';
import { observationFacts, readableReport } from '../src';
import { sampleObservation } from './support/sample-observation';

/** Turned round from the first sign on, `gnp.exe` reads as `exe.png`; the second one moves a terminal's cursor. */
const TURNED = 'invoice\u202egnp.exe\u2066';
const STEERING = 'done\u001b[2J\u0000';
const SIGNS = /[\u202e\u2066]/;

describe('what a machine says', () => {
  const sample = () => sampleObservation({ type: 'client', verdict: 'no', at: 1_700_000_000_000 });

  it('shows what it is wherever it stands for a name: in an observation', () => {
    const plain = sample();
    const facts = observationFacts({
      machineId: '6f2a4d6e-0000-4000-8000-000000000000',
      observedAt: new Date(0),
      receivedAt: new Date(0),
      reason: 'periodic',
      observation: {
        ...plain,
        os: { ...plain.os, name: TURNED, displayLanguage: STEERING },
        configured: { ...plain.configured, serverName: TURNED },
        evidence: [{ source: TURNED, text: `raw ${TURNED}`, truncated: false }],
      },
    });
    if ('unreadable' in facts) throw new Error(facts.unreadable);
    expect(facts.osName).toBe('invoice\ufffdgnp.exe\ufffd');
    const { evidence, ...rest } = facts.observation as { evidence: { source: string; text: string }[] };
    expect(JSON.stringify(rest)).not.toMatch(/u202e|u2066|u001b|u0000/i);
    expect(JSON.stringify(rest)).not.toMatch(SIGNS);
    expect(evidence).toMatchObject([{ source: 'invoice\ufffdgnp.exe\ufffd', text: `raw ${TURNED}` }]);
  });

  it('and in the report of a job, whose lines stay lines', () => {
    const said = readableReport({
      detail: TURNED,
      steps: [
        {
          step: { kind: 'set-teredo', serverName: TURNED, deep: { list: [STEERING] } },
          outcome: 'failed',
          exitCode: 1,
          output: `one\r\n\ttwo ${TURNED}${STEERING}`,
          startedAt: 0,
          finishedAt: 0,
        },
      ],
      before: null,
      after: null,
      unmet: [{ fact: TURNED, wanted: TURNED, found: STEERING, text: TURNED }],
      blockers: [{ code: TURNED, text: STEERING }],
    });
    for (const text of JSON.stringify(said).match(/\\u[0-9a-f]{4}/g) ?? []) expect(text).toBe('');
    expect(JSON.stringify(said)).not.toMatch(SIGNS);
    expect(said.detail).toBe('invoice\ufffdgnp.exe\ufffd');
    expect(said.steps[0]?.output).toContain('one\r\n\ttwo invoice');
  });

  it('and reads the output of a step whole where the agent had no table of its console, and keeps the bytes as base64', () => {
    const printed = { codePage: 932, bytes: 'netsh\n\u0093\u00fa\u0096\u007b\u001b[2J' };
    const said = readableReport({
      detail: null,
      steps: [
        {
          step: { kind: 'set-teredo' },
          outcome: 'failed',
          exitCode: 1,
          output: 'netsh\n\ufffd\ufffd\u001b[2J',
          printed,
          startedAt: 0,
          finishedAt: 0,
        },
      ],
      before: null,
      after: null,
      unmet: [],
      blockers: [],
    });
    const base64 = Buffer.from(printed.bytes, 'latin1').toString('base64');
    expect(said.steps).toMatchObject([
      { output: 'netsh\n日本\ufffd[2J', printed: { codePage: 932, base64 } },
    ]);
  });
});
