import { ENDED_JOB_STATES } from '@teredo-fleet/db';
import { AGENT_JOB_STATES, SERVER_JOB_STATES } from '@teredo-fleet/protocol';
import { describe, expect, it } from 'vitest';
import { explainMember, type MemberFacts, type RolloutFacts } from '../src/rollout/explain-member';

const OPENED = 1_000_000;
const MEMBER: MemberFacts = {
  excluded: null,
  wave: 0,
  late: false,
  attempt: 1,
  state: null,
  waiting: true,
  unreached: false,
  provisional: false,
  detail: null,
  until: null,
  notAfter: 9_000_000,
  contactWindowSeconds: 300,
  offered: true,
  windowAt: null,
  status: 'active',
  connected: true,
  busy: false,
};
const ROLLOUT: RolloutFacts = {
  state: 'running',
  brake: false,
  frozenUntil: null,
  endAt: 8_000_000,
  holds: [],
  waves: [
    { openedAt: OPENED, patienceSeconds: 60, plannedAt: null },
    { openedAt: null, patienceSeconds: 60, plannedAt: 2_000_000 },
  ],
};

const explain = (member: Partial<MemberFacts>, rollout: Partial<RolloutFacts> = {}) =>
  explainMember({ ...MEMBER, ...member }, { ...ROLLOUT, ...rollout });

describe('why a machine is not done', () => {
  it.each([
    ['its wave is shut', { wave: 1 }, {}, /Wave 2 is not open/, /asked when wave 2 opens/, 2_000_000],
    [
      'its wave is shut and the one before is held',
      { wave: 1 },
      { holds: ['Wave 1 waits for somebody to promote it.'] },
      /^Wave 2 is not open yet\. Wave 1 waits for somebody to promote it\.$/,
      /asked when wave 2 opens/,
      2_000_000,
    ],
    [
      'its wave is shut and nobody approved',
      { wave: 1 },
      { state: 'awaiting-approval' },
      /^Wave 2 is not open yet\. The rollout awaits approval\.$/,
      /asked when wave 2 opens/,
      2_000_000,
    ],
    [
      'its wave is shut and the rollout is paused',
      { wave: 1 },
      { state: 'paused', holds: ['The rollout is paused.'] },
      /^Wave 2 is not open yet\. The rollout is paused\.$/,
      /asked when wave 2 opens/,
      2_000_000,
    ],
    [
      'it is away',
      { unreached: true, connected: false },
      {},
      /not been heard of/,
      /late pool/,
      OPENED + 60_000,
    ],
    [
      'it is away with its job',
      { state: 'queued', offered: false, unreached: true, connected: false },
      {},
      /not been heard of/,
      /late pool/,
      OPENED + 60_000,
    ],
    [
      'it is late',
      { state: 'queued', late: true, connected: false },
      {},
      /late pool/,
      /when it is back/,
      9_000_000,
    ],
    ['it is busy', { busy: true }, {}, /Another change/, /when that one has ended/, null],
    ['it waits to be accepted', { status: 'pending' }, {}, /is pending/, null, null],
    ['it is tried again', { attempt: 2 }, {}, /tried again/, /seconds/, null],
    ['it is paused', {}, { state: 'paused' }, /is paused/, null, null],
    ['the brake is on', { state: 'queued' }, { brake: true }, /brake/, null, null],
    ['there is a freeze', { state: 'queued' }, { frozenUntil: 5_000_000 }, /freeze/, /may start/, 5_000_000],
    ['it is told', { state: 'notifying' }, {}, /being told/, /expires/, 9_000_000],
    [
      'it is put off',
      { state: 'deferred', until: 3_000_000 },
      {},
      /put the change off/,
      /comes back/,
      3_000_000,
    ],
    [
      'it waits for a window',
      { state: 'waiting-window', windowAt: 4_000_000 },
      {},
      /window/,
      /opens/,
      4_000_000,
    ],
    ['it asked', { state: 'queued' }, {}, /asked to start/, /expires/, 9_000_000],
    ['it is signed', { state: 'queued', offered: false }, {}, /signed/, /offered/, null],
    ['it begun', { state: 'running', waiting: false }, {}, /being changed/, /reports/, null],
    [
      'it fell silent while it was changed',
      { state: 'running', waiting: false, connected: false },
      {},
      /told to start and is not connected/,
      /earlier settings back by itself after 300 seconds/,
      null,
    ],
    [
      'it is out of contact',
      { state: 'lost-contact', waiting: false, provisional: true, until: 6_000_000 },
      {},
      /out of contact/,
      /without it/,
      6_000_000,
    ],
    [
      'it is left out',
      { excluded: { kind: 'by-hand', by: 'Ann', reason: 'a lab' } },
      {},
      /^Ann left it out: a lab$/,
      null,
      null,
    ],
    [
      'it failed',
      { state: 'failed', waiting: false, detail: 'Exit 1.' },
      {},
      /failed\. Exit 1\.$/,
      null,
      null,
    ],
  ] as const)('says that %s', (_name, member, rollout, why, next, nextAt) => {
    const said = explain(member, rollout);
    expect(said.why).toMatch(why);
    if (next === null) expect(said.next).toBeNull();
    else expect(said.next).toMatch(next);
    expect(said.nextAt).toBe(nextAt);
  });

  it('has a sentence for every state that a job can have', () => {
    const ended: readonly string[] = ENDED_JOB_STATES;
    for (const state of [...AGENT_JOB_STATES, ...SERVER_JOB_STATES]) {
      const begun = ['running', 'verifying', 'lost-contact'].includes(state);
      const { why, next } = explain({ state, waiting: !begun && !ended.includes(state) });
      expect(why, state).toMatch(/^[A-Z].+\.$/);
      expect(next === null, state).toBe(ended.includes(state));
    }
  });
});
