import { describe, expect, it } from 'vitest';
import { type JobReport, startJob } from '../src/index';
import { end, type JobDraft, type ReportParts, report, waitUntil } from '../src/job-draft';
import { makeOrder, START, TEREDO_ON } from './orders';
import { SimulatedLife } from './simulated-life';
import { SimulatedMachine } from './simulated-machine';

const observation = new SimulatedMachine().observe(START);

function draftOf(): JobDraft {
  return { state: startJob(makeOrder(), null, START).state, effects: [], nowMs: START };
}

const reportsOf = ({ effects }: JobDraft): JobReport[] =>
  effects.flatMap((effect) => (effect.kind === 'report-status' ? [effect.report] : []));

/** Whether the second of two reports is made. */
function isMade(first: ReportParts, second: ReportParts): boolean {
  const draft = draftOf();
  report(draft, 'running', first);
  report(draft, 'running', second);
  return reportsOf(draft).length === 2;
}

describe('a report', () => {
  it('says all that is known, and nothing that is not (L8, L9)', () => {
    const draft = draftOf();
    report(draft, 'running', {});
    expect(reportsOf(draft)).toEqual([
      {
        jobId: 'job-1',
        attempt: 1,
        version: 1,
        state: 'running',
        at: START,
        detail: null,
        until: null,
        steps: [],
        before: null,
        after: null,
        unmet: [],
        blockers: [],
      },
    ]);
    const fact = { fact: 'service.state', wanted: 'running', found: 'stopped', text: 'It is stopped.' };
    const blocker = { code: 'ipv6-missing', text: 'IPv6 is missing.' } as const;
    const parts = { detail: 'x'.repeat(501), until: 7, after: observation, before: observation };
    report(draft, 'blocked', { ...parts, unmet: [fact], blockers: [blocker] });
    const made = { ...parts, detail: 'x'.repeat(500), unmet: [fact], blockers: [blocker] };
    expect(reportsOf(draft)[1]).toMatchObject({ version: 2, state: 'blocked', ...made });
    expect(draft.effects.map(({ kind }) => kind)).toEqual([
      'journal',
      'report-status',
      'journal',
      'report-status',
    ]);
  });

  it('is made when any part of it is new, and not when none is (L8)', () => {
    expect(isMade({}, {})).toBe(false);
    expect(isMade({ before: observation }, { before: { ...observation } })).toBe(false);
    expect(isMade({}, { detail: 'New.' })).toBe(true);
    expect(isMade({}, { until: 7 })).toBe(true);
    expect(isMade({}, { before: observation })).toBe(true);
    expect(isMade({}, { after: observation })).toBe(true);
    const draft = draftOf();
    report(draft, 'running', {});
    report(draft, 'verifying', {});
    draft.state.steps = [
      {
        step: { kind: 'start-service', service: '6to4' },
        begins: 1,
        run: { outcome: 'done', exitCode: 0, output: '', startedAt: 1, finishedAt: 2 },
        skipped: false,
        unclear: null,
      },
    ];
    report(draft, 'verifying', {});
    expect(reportsOf(draft).map(({ version }) => version)).toEqual([1, 2, 3]);
  });

  it('is not journalled once the journal is broken, and is made all the same (R10)', () => {
    const draft = draftOf();
    draft.state.journalBroken = 'No space is left.';
    report(draft, 'running', {});
    expect(draft.effects.map(({ kind }) => kind)).toEqual(['report-status']);
  });
});

describe('the end of a job', () => {
  it.each([
    ['notifying', 'withdraw-notice'],
    ['verifying', 'stop-watching-contact'],
    ['awaiting-contact', 'stop-watching-contact'],
    ['checking-revert', 'stop-watching-contact'],
  ] as const)('while %s begins with %s (N12)', (phase, effect) => {
    const draft = draftOf();
    draft.state.phase = phase;
    end(draft, 'failed', {});
    expect(draft.effects.map(({ kind }) => kind)).toEqual([effect, 'journal', 'report-status']);
    expect(draft.state.phase).toBe('ended');
  });

  it.each(['checking', 'asking', 'applying', 'resolving'] as const)('while %s is only told', (phase) => {
    const draft = draftOf();
    draft.state.phase = phase;
    end(draft, 'failed', {});
    expect(draft.effects.map(({ kind }) => kind)).toEqual(['journal', 'report-status']);
  });

  it('by blockers says all of them and how the machine is (L2)', () => {
    const desired = { ...TEREDO_ON, ipv6: 'leave' as const };
    const life = new SimulatedLife(makeOrder({ work: { kind: 'apply', desired } }));
    life.boot();
    const look = { ...observation, elevated: false as const };
    life.deliver({ kind: 'observed', purpose: 'check', observation: look });
    const { blockers, detail, before } = life.newest();
    expect(blockers.length).toBeGreaterThan(1);
    expect(detail).toBe(
      blockers
        .map(({ text }) => text)
        .join(' ')
        .slice(0, 500),
    );
    expect(before).toEqual({ ...look, evidence: [] });
  });
});

describe('a wait', () => {
  it('ends with the job before it began, and at its own time after (L5)', () => {
    const draft = draftOf();
    const { notAfter } = draft.state.order;
    waitUntil(draft, notAfter + 1);
    waitUntil(draft, notAfter - 1);
    draft.state.begun = { askId: 'ask-1', at: START };
    waitUntil(draft, notAfter + 1);
    expect(draft.effects).toEqual([
      { kind: 'wait-until', at: notAfter },
      { kind: 'wait-until', at: notAfter - 1 },
      { kind: 'wait-until', at: notAfter + 1 },
    ]);
  });
});

describe('a job that was just taken on', () => {
  it('is looked at first, with nothing known of anything else (L2)', () => {
    const { state, effects } = startJob(makeOrder(), null, START);
    expect(effects.map(({ kind }) => kind)).toEqual(['journal', 'observe']);
    expect(state).toEqual({
      phase: 'checking',
      order: makeOrder(),
      acceptedAt: START,
      earlier: null,
      notice: {
        round: 0,
        sessions: [],
        shownAt: null,
        looks: 0,
        isLookDue: false,
        defaultText: null,
        firstDisplayedAt: null,
        deferrals: 0,
        acknowledgedBy: [],
        satisfied: false,
        pause: null,
        override: null,
        receipts: [],
      },
      ask: null,
      askAgainAt: null,
      held: false,
      begun: null,
      before: null,
      steps: [],
      revert: { begins: 0, run: null },
      verify: { made: 0, after: null, nextAt: null },
      contact: { silentMs: 0, journalledMs: 0, seen: false },
      verdict: null,
      journalBroken: null,
      lastReport: null,
    });
  });
});
