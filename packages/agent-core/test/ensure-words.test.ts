import { describe, expect, it } from 'vitest';
import { bareXp, linux, offLinux, onWindows, windows } from '../../teredo/test/factories';
import { judgeEnsure, type Readiness, readinessOf, type Standing, withRequestLeft } from '../src/index';
import { START } from './orders';
import { coming, standing } from './standings';

const READY: Readiness = { kind: 'ready', texts: ['It is still looking for its server.'] };
const MISSING: Readiness = { kind: 'missing', texts: ['Teredo is not enabled.'] };
const BLOCKED: Readiness = { kind: 'blocked', texts: ['Group Policy sets it.', 'So does another.'] };
const UNREAD: Readiness = { kind: 'unread', texts: ['Could not read it.'] };

const wordsOf = (own: Readiness, told: Standing | null) => judgeEnsure(own, told, START).text;

describe('what an application is told, word by word (E3)', () => {
  it.each([
    [READY, null, 'Ready: IPv6 is installed and Teredo is on. It is still looking for its server.'],
    [
      MISSING,
      null,
      'No agent of Teredo Fleet runs on this machine, so nothing can be changed. Teredo is not enabled.',
    ],
    [BLOCKED, standing(), 'Blocked: Group Policy sets it. So does another.'],
    [UNREAD, standing(), 'Not known: Could not read it.'],
    [
      MISSING,
      standing(),
      'Not allowed now. Nothing that is approved turns Teredo on here. Teredo is not enabled.',
    ],
    [
      MISSING,
      standing({ status: 'pending', connected: false }),
      'Not allowed now. This machine waits to be accepted by an administrator of Teredo Fleet. Teredo is not enabled.',
    ],
    [
      MISSING,
      standing({ status: 'quarantined' }),
      'Not allowed now. This machine is quarantined in Teredo Fleet until an administrator decides. Teredo is not enabled.',
    ],
    [
      MISSING,
      standing({ connected: false }),
      'Not allowed now. The agent has no connection to its server and knows of no approved change. Teredo is not enabled.',
    ],
    [
      MISSING,
      standing({ status: null }),
      'Not allowed now. The agent has no connection to its server and knows of no approved change. Teredo is not enabled.',
    ],
  ])('%j %j', (own, told, words) => {
    expect(wordsOf(own, told)).toBe(words);
  });

  it.each([
    ['checking', 'the agent is looking at it'],
    ['notifying', 'the people on this machine are being told'],
    ['deferred', 'somebody on this machine put it off'],
    ['waiting-window', 'it waits for its time'],
    ['queued', 'it waits for its turn'],
    ['running', 'it is being made now'],
    ['verifying', 'it was made and is being checked'],
    ['of a later agent', 'it is on its way'],
  ])('a change that is %s', (state, words) => {
    const text = `Not ready yet. The change is approved: ${words}. Teredo is not enabled.`;
    expect(wordsOf(MISSING, coming(state))).toBe(text);
  });

  it('is one line, whatever lines the reasons have', () => {
    const own: Readiness = { kind: 'blocked', texts: ['The first\r\n\tline.', 'Another.'] };
    expect(wordsOf(own, standing())).toBe('Blocked: The first line. Another.');
  });

  it('says that a request was left, where somebody may act on it', () => {
    const left = 'The request was left for the administrators.';
    const given = (own: Readiness, told: Standing | null) => judgeEnsure(own, told, START);
    for (const [own, told] of [
      [MISSING, standing()],
      [BLOCKED, standing()],
      [MISSING, coming('queued')],
    ] as const) {
      const answer = given(own, told);
      expect(withRequestLeft(answer)).toEqual({ ...answer, text: `${answer.text} ${left}` });
    }
    for (const answer of [given(READY, standing()), given(MISSING, null)])
      expect(withRequestLeft(answer)).toBe(answer);
  });
});

const saying = (from: string, to: string) =>
  windows({ ...onWindows, netshText: (onWindows.netshText as string).replace(from, to) });

describe('what is said of a machine, word by word (E1, E2)', () => {
  it.each([
    ['Teredo off', windows(), 'missing', ['Teredo is not enabled.']],
    [
      'XP without IPv6',
      windows(bareXp),
      'missing',
      ['IPv6 is not installed.', 'Teredo is not enabled.', 'The service that runs Teredo does not run.'],
    ],
    ['Teredo qualified', windows(onWindows), 'ready', []],
    [
      'Teredo on, and looking for its server',
      saying('qualified', 'probe'),
      'ready',
      ['It is still looking for its server.'],
    ],
    [
      'a host-specific relay',
      saying('teredo client', 'teredo host-specific relay'),
      'ready',
      [
        'It is a host-specific relay: this machine reaches the IPv6 internet by a connection of its own and not through Teredo.',
      ],
    ],
  ])('%s', (_, observation, kind, texts) => {
    expect(readinessOf(observation)).toEqual({ kind, texts });
  });

  it('a firewall without an exception for Teredo is told, and is no obstacle to who asks first', () => {
    const observation = windows(onWindows);
    const closed = { ...observation, firewall: { ...observation.firewall, teredoException: false } };
    expect(readinessOf(closed)).toEqual({
      kind: 'ready',
      texts: ['The firewall does not let in what nobody on this machine asked for.'],
    });
  });

  it('a state that nobody could read is not known, where all else is as it should be', () => {
    const observation = windows(onWindows);
    const silent = { ...observation, effective: { ...observation.effective, state: 'unknown' as const } };
    expect(readinessOf(silent)).toEqual({
      kind: 'unread',
      texts: ['What Teredo is doing could not be read.'],
    });
  });

  it('of several reasons one that is no gap in what was read blocks, and all are told', () => {
    const { kind, texts } = readinessOf(linux({ ...offLinux, miredoInstalled: false }));
    expect([kind, texts.length]).toEqual(['blocked', 1]);
    expect(texts[0]).toMatch(/Miredo/);
  });
});
