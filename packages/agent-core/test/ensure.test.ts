import { UNKNOWN_VALUES } from '@teredo-fleet/teredo';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bareXp, linux, offLinux, onWindows, windows } from '../../teredo/test/factories';
import {
  type ApplicationRequest,
  applicationName,
  comingChange,
  decodeRequests,
  decodeStanding,
  ENSURE_EXIT,
  encodeRequests,
  encodeStanding,
  isWorthALook,
  judgeEnsure,
  maySoonBeReady,
  type PassedOn,
  passOn,
  type Readiness,
  readinessOf,
  type Standing,
  startJob,
  withRequest,
} from '../src/index';
import { makeOrder, START, TEREDO_ON } from './orders';
import { coming, standing } from './standings';

const READY: Readiness = { kind: 'ready', texts: [] };
const MISSING: Readiness = { kind: 'missing', texts: ['Teredo is not enabled.'] };
const BLOCKED: Readiness = { kind: 'blocked', texts: ['Group Policy sets it.'] };
const UNREAD: Readiness = { kind: 'unread', texts: ['Could not read it.'] };

const judged = (own: Readiness, told: Standing | null) => judgeEnsure(own, told, START);

describe('whether a machine is ready (E1, E2)', () => {
  it.each([
    ['Teredo qualified', windows(onWindows), 'ready'],
    ['Miredo with an address', linux(), 'ready'],
    ['who asks has no rights', windows({ ...onWindows, elevated: false }), 'ready'],
    ['Teredo off', windows(), 'missing'],
    ['Teredo off, and who asks has no rights', windows({ elevated: false }), 'missing'],
    ['XP without IPv6', windows(bareXp), 'missing'],
    ['Miredo stopped', linux({ ...offLinux, firewallOn: true }), 'missing'],
    ['Miredo not installed', linux({ ...offLinux, miredoInstalled: false }), 'blocked'],
    ['a policy against it', windows({ policyTeredoState: 'Disabled' }), 'blocked'],
    ['DisabledComponents against it', windows({ ...onWindows, disabledComponents: 8 }), 'blocked'],
    ['the host firewall off', linux({ ...offLinux, firewallOn: false }), 'blocked'],
    ['netsh says nothing', windows({ netshText: null, local: UNKNOWN_VALUES }), 'unread'],
    ['the state is not told', windows({ ...onWindows, netshText: null }), 'unread'],
  ] as const)('%s', (_, observation, kind) => {
    expect(readinessOf(observation).kind).toBe(kind);
  });

  it('says of XP without IPv6 what is missing', () => {
    expect(readinessOf(windows(bareXp)).texts).toContain('IPv6 is not installed.');
  });

  it('is blocked, with what the client says, where Teredo is set to be on and does not run', () => {
    const offline = (onWindows.netshText as string)
      .replace('qualified', 'offline')
      .replace(/Label : teredo client\n/, 'Label : client is in a managed network\n');
    const { kind, texts } = readinessOf(windows({ ...onWindows, netshText: offline }));
    expect(kind).toBe('blocked');
    expect(texts.join(' ')).toContain('does not run');
  });

  it('takes a host-specific relay for ready and says that the IPv6 internet is not reached through it', () => {
    const relay = (onWindows.netshText as string).replace('teredo client', 'teredo host-specific relay');
    const observation = windows({ ...onWindows, netshText: relay });
    expect(observation.effective.role).toBe('host-specific-relay');
    const { kind, texts } = readinessOf(observation);
    expect(kind).toBe('ready');
    expect(texts.join(' ')).toContain('not through Teredo');
  });
});

describe('the answer (E3)', () => {
  it.each([
    ['ready, whoever else is there', READY, null, 'ready', 0],
    ['ready before anything that comes', READY, coming('notifying'), 'ready', 0],
    ['no agent', MISSING, null, 'no-agent', 3],
    ['no agent, and blocked besides', BLOCKED, null, 'no-agent', 3],
    ['a job is coming', MISSING, coming('notifying'), 'after-notice', 10],
    [
      'a job is coming although something seems to be in its way',
      BLOCKED,
      coming('queued'),
      'after-notice',
      10,
    ],
    ['blocked', BLOCKED, standing(), 'blocked', 12],
    ['not read by anybody', UNREAD, standing(), 'could-not-read', 13],
    ['the agent read it: ready', UNREAD, standing({ seen: { at: START, readiness: READY } }), 'ready', 0],
    [
      'the agent read it: blocked',
      UNREAD,
      standing({ seen: { at: START, readiness: BLOCKED } }),
      'blocked',
      12,
    ],
    [
      'what was read now counts before what the agent saw',
      MISSING,
      standing({ seen: { at: START, readiness: READY } }),
      'not-allowed',
      11,
    ],
    ['nothing approved', MISSING, standing(), 'not-allowed', 11],
    ['waits to be accepted', MISSING, standing({ status: 'pending' }), 'not-allowed', 11],
    ['quarantined', MISSING, standing({ status: 'quarantined' }), 'not-allowed', 11],
    ['no connection', MISSING, standing({ connected: false }), 'not-allowed', 11],
  ] as const)('%s', (_, own, told, code, exitCode) => {
    const answer = judged(own, told);
    expect([answer.code, answer.exitCode]).toEqual([code, exitCode]);
    expect(answer.text).toMatch(/^[A-Z][^\n]*[.:]/);
  });

  it.each([
    [coming('notifying'), 'the people on this machine are being told'],
    [coming('deferred'), 'put it off'],
    [coming('running'), 'being made now'],
    [coming('a state of a later agent'), 'on its way'],
    [coming('constructor'), 'on its way'],
  ])('says what an approved change waits for: %o', (told, words) => {
    expect(judged(MISSING, told).text).toContain(words);
  });

  it('asks again only where that may help', () => {
    expect(maySoonBeReady(judged(MISSING, standing()))).toBe(true);
    expect(maySoonBeReady(judged(MISSING, coming('notifying')))).toBe(true);
    expect(maySoonBeReady(judged(BLOCKED, standing()))).toBe(false);
    expect(maySoonBeReady(judged(READY, null))).toBe(false);
  });

  it('has the exit codes that are documented (E5)', () => {
    expect(ENSURE_EXIT).toEqual({
      ready: 0,
      failed: 1,
      usage: 2,
      'no-agent': 3,
      'after-notice': 10,
      'not-allowed': 11,
      blocked: 12,
      'could-not-read': 13,
    });
  });
});

describe('what an agent tells of itself', () => {
  it.each([
    [180_000, 'not-allowed'],
    [180_001, 'no-agent'],
    [-30_000, 'not-allowed'],
    [-30_001, 'no-agent'],
  ])('counts for three minutes, and not from a time to come: %i ms old (E4)', (age, code) => {
    expect(judgeEnsure(MISSING, standing(), START + age).code).toBe(code);
  });

  it('is one line of ASCII and reads back as it was written', () => {
    const told = standing({ seen: { at: START, readiness: { kind: 'blocked', texts: ['Größe “x”\n'] } } });
    const line = encodeStanding(told);
    expect(line).toMatch(/^[ -~]+\n$/);
    expect(decodeStanding(line)).toEqual(told);
  });

  it('is nothing when a letter of it is another', () => {
    const line = encodeStanding(coming('notifying'));
    for (let at = 0; at < line.length; at += 1)
      expect(decodeStanding(`${line.slice(0, at)}#${line.slice(at + 1)}`)).toBeNull();
  });

  it.each([
    [null],
    [[]],
    [{ ...standing(), v: 2 }],
    [{ ...standing(), status: 'root' }],
    [{ ...standing(), at: null }],
    [{ ...standing(), seen: { at: 1, readiness: { kind: 'fine', texts: [] } } }],
    [{ ...standing(), seen: { at: 1, readiness: { kind: 'ready', texts: 'x' } } }],
    [{ ...standing(), coming: 'soon' }],
  ])('is nothing when it has another shape: %o', (value) => {
    expect(decodeStanding(encodeStanding(value as never))).toBeNull();
  });

  it('tells of the newest job that turns Teredo on and is not over (E3)', () => {
    const job = (change: Parameters<typeof makeOrder>[0]) => startJob(makeOrder(change), null, START).state;
    const off = { ...TEREDO_ON, teredo: { ...TEREDO_ON.teredo, mode: 'off' as const } };
    const on = job({});
    expect(comingChange([])).toBeNull();
    expect(comingChange([job({ work: { kind: 'apply', desired: off } })])).toBeNull();
    expect(comingChange([job({ work: { kind: 'restore', savedByJob: 'job-0' } })])).toBeNull();
    expect(comingChange([{ ...on, phase: 'ended' }])).toBeNull();
    expect(comingChange([on, { ...on, phase: 'ended' }])).toEqual({ state: 'checking', until: null });
    const lastReport = { state: 'deferred', until: START + 5 } as never;
    expect(comingChange([{ ...on, lastReport }])).toEqual({ state: 'deferred', until: START + 5 });
  });
});

describe('names of applications (E6)', () => {
  it.each([
    ['Example Chat', 'Example Chat'],
    ['  Example Chat ', 'Example Chat'],
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
    ["=HYPERLINK('x')", "=HYPERLINK('x')"],
    ['Пример 例 😀', 'Пример 例 😀'],
    ['x'.repeat(64), 'x'.repeat(64)],
    ['', null],
    ['   ', null],
    ['x'.repeat(65), null],
    ['two\nlines', null],
    ['bell\u0007', null],
    ['\u001b[31mred', null],
    ['turned \u202egnp', null],
    ['unseen\u200b', null],
    ['half \ud83d', null],
    ['other half \ude00\ud83d', null],
    ['mark \ufeff', null],
    ['\u00a0', null],
    ['wide\u3000blank', null],
    ['\u3164', null],
    ['Braille \u2800', null],
    ['joined\u034f', null],
    ['tagged \udb40\udc41', null],
  ])('%j', (said, name) => {
    expect(applicationName(said)).toBe(name);
  });
});

describe('requests as text (E7)', () => {
  const at = (minutesAgo: number): number => START - minutesAgo * 60_000;
  const request = (application: string, minutesAgo = 1): ApplicationRequest => ({
    application,
    at: at(minutesAgo),
  });

  it('gives back every name, in letters that no program of Windows looks at', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (said) => {
        const name = applicationName(said);
        fc.pre(name !== null);
        const text = encodeRequests([request(name!)]);
        expect(text).toMatch(/^[A-Za-z0-9_.!~*'()% -]*$/);
        expect(decodeRequests(text, START)).toEqual([request(name!)]);
      }),
    );
  });

  it('holds the newest eight', () => {
    const many = Array.from({ length: 12 }, (_, index) => request(`app ${index}`));
    expect(decodeRequests(encodeRequests(many), START).map(({ application }) => application)).toEqual(
      many.slice(4).map(({ application }) => application),
    );
  });

  it('leaves out what is older than an hour or from a time to come', () => {
    const text = encodeRequests([request('old', 60), request('new', 59), request('later', -1)]);
    expect(decodeRequests(text, START)).toEqual([request('new', 59)]);
  });

  it('passes over whatever else somebody wrote there', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const one of decodeRequests(text, START))
          expect(applicationName(one.application)).toBe(one.application);
      }),
    );
    expect(decodeRequests(`${at(1)} %0a;${at(1)} %;rubbish;${at(1)} a%20b`, START)).toEqual([request('a b')]);
    expect(decodeRequests('x'.repeat(9_000), START)).toEqual([]);
    expect(
      decodeRequests(
        Array(100)
          .fill(`${at(1)} a`)
          .join(';'),
        START,
      ),
    ).toHaveLength(8);
  });

  it('has one request of an application, the newest', () => {
    expect(withRequest([request('a', 9), request('b', 8)], request('a', 1))).toEqual([
      request('b', 8),
      request('a', 1),
    ]);
  });
});

describe('what goes on to the server (E8)', () => {
  const MINUTE = 60_000;
  const left = (application: string, askedBy = 'ada') => ({ application, askedBy, at: START });
  const passed = (before: PassedOn, requests: ReturnType<typeof left>[], minutes: number) =>
    passOn(before, requests, START + minutes * MINUTE);

  it('is the same request once an hour', () => {
    const first = passed([], [left('a'), left('a'), left('a', 'grace')], 0);
    expect(first.requests).toEqual([left('a'), left('a', 'grace')]);
    expect(passed(first.passed, [left('a')], 59).requests).toEqual([]);
    expect(passed(first.passed, [left('a')], 60).requests).toEqual([left('a')]);
  });

  it('is at most twenty requests an hour, whatever comes', () => {
    const flood = Array.from({ length: 500 }, (_, index) => left(`app ${index}`, `user ${index}`));
    const first = passed([], flood, 0);
    expect(first.requests).toHaveLength(20);
    expect(passed(first.passed, flood, 30).requests).toEqual([]);
    expect(passed(first.passed, flood.slice(100), 61).requests).toHaveLength(20);
  });

  it('is at most ten of one account, so that another is heard', () => {
    const flood = Array.from({ length: 500 }, (_, index) => left(`app ${index}`, 'mallory'));
    const first = passed([], [...flood, left('a', 'grace')], 0);
    expect(first.requests.filter(({ askedBy }) => askedBy === 'mallory')).toHaveLength(10);
    expect(first.requests.at(-1)).toEqual(left('a', 'grace'));
  });

  it('goes on after the clock was set back', () => {
    const first = passed([], [left('a')], 600);
    expect(passed(first.passed, [left('a')], 0).requests).toEqual([left('a')]);
  });
});

describe('while an application waits (E9)', () => {
  const SECOND = 1000;
  const told = (at: number) => ({
    v: 1 as const,
    at,
    status: null,
    connected: false,
    seen: null,
    coming: null,
  });
  const last = { at: START, standing: told(START - 5 * SECOND) };

  it.each([
    ['the agent told something', told(START + SECOND), 3, true],
    ['the agent has ended', null, 3, true],
    ['nothing was told', last.standing, 3, false],
    ['nothing was told for long', last.standing, 20, true],
    ['the clock was set back', last.standing, -3600, true],
  ])('the machine is looked at anew where %s', (_why, standing, seconds, isWorth) => {
    expect(isWorthALook(last, standing, START + seconds * SECOND)).toBe(isWorth);
  });
});
