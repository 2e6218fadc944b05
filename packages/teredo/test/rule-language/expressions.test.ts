import { describe, expect, it } from 'vitest';
import type { Observation, RuleSubject } from '../../src';
import { judgeOwnRule, ownVerdict, parseExpression, printExpression, readsVolatile } from '../../src';
import { windows } from '../factories';

const read = (text: string) => {
  const parsed = parseExpression(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.fault.message}`);
  return parsed.expression;
};

const subject = (over: Partial<Observation> = {}): RuleSubject => ({
  observation: { ...windows(), ...over },
  hostname: 'FRONT-desk-1',
  labels: ['kiosk', 'Berlin'],
  observedAt: 1_000,
  now: 1_000 + 8 * 86_400_000,
});

const verdict = (asks: string, over: Partial<Observation> = {}) =>
  ownVerdict({ appliesWhen: null, asks: read(asks) }, subject(over));

describe('an own rule judges', () => {
  it.each([
    ['machine.labels contains "KIOSK"', 'pass'],
    ['"lab" in machine.labels', 'finding'],
    ['count(machine.labels) = 2', 'pass'],
    ['machine.hostname starts with "front-"', 'pass'],
    ['machine.hostname ends with "-2"', 'finding'],
    ['machine.lookAge < 7 days', 'finding'],
    ['machine.lookAge <= 1 week + 24 hours', 'pass'],
    ['machine.lookAge / 1 day = 8', 'pass'],
    ['1 / 0 = 1', 'unknown'],
    ['not (1 / 0 = 1)', 'unknown'],
    ['1 / 0 = 1 and false', 'finding'],
    ['1 / 0 = 1 or true', 'pass'],
    ['999999999999999 * 999999999999999 > 1 / (count(machine.labels) - 2)', 'unknown'],
    ['true', 'pass'],
    ['false', 'finding'],
  ])('%s: %s', (asks, expected) => {
    expect(verdict(asks)).toBe(expected);
  });

  it('tells versions part by part, and what a version lacks is 0', () => {
    const os = (version: string) => ({ os: { ...windows().os, family: 'windows' as const, version } });
    expect(verdict('os.version >= 10.0.19041', os('10.0.22631'))).toBe('pass');
    expect(verdict('os.version >= 10.0', os('6.3.9600'))).toBe('finding');
    expect(verdict('os.version = 10', os('10.0.0'))).toBe('pass');
    expect(verdict('os.version > v9', os('10.0.1'))).toBe('pass');
    expect(verdict('os.version > v9', os('rolling'))).toBe('unknown');
  });

  it('a number that is none is not 5, and neither more nor less than 5', () => {
    const none = { ipv6: { ...windows().ipv6, disabledComponents: null } };
    expect(verdict('ipv6.disabledComponents = none', none)).toBe('pass');
    expect(verdict('ipv6.disabledComponents = 5', none)).toBe('finding');
    expect(verdict('ipv6.disabledComponents > 5', none)).toBe('unknown');
    expect(verdict('ipv6.disabledComponents + 1 = 5', none)).toBe('unknown');
    expect(verdict('ipv6.disabledComponents in (0, none)', none)).toBe('pass');
  });

  it('what an agent does not read is not reviewed, also where it says whom the rule is for', () => {
    const old = { sources: null };
    expect(verdict('sources.policy.type = "disabled"', old)).toBe('not-reviewed');
    const rule = { appliesWhen: read('sources.policy.type = "disabled"'), asks: read('true') };
    expect(ownVerdict(rule, subject(old))).toBe('not-reviewed');
    expect(verdict('sources.policy.type = "disabled" or true', old)).toBe('pass');
  });

  it('names the facts it rests on as they are, and when the oldest of them was read', () => {
    const one = subject({ firewall: { ...windows().firewall, on: false, at: 50 } });
    const asks = read('firewall.on and machine.labels contains "kiosk" and machine.lookAge < 7 days');
    expect(judgeOwnRule({ appliesWhen: null, asks }, one)).toMatchObject({
      verdict: 'finding',
      text: 'It is not so: firewall.on and machine.labels contains "kiosk" and machine.lookAge < 7 days.',
      evidence: [
        { fact: 'firewall.on', value: 'false' },
        { fact: 'machine.labels', value: 'kiosk, Berlin', source: 'this server' },
        { fact: 'machine.lookAge', value: '8 days', source: 'this server' },
      ],
      factAt: 50,
    });
    expect(readsVolatile({ appliesWhen: null, asks })).toBe(true);
    expect(readsVolatile({ appliesWhen: null, asks: read('firewall.on') })).toBe(false);
  });

  it('is not for machines of which its condition is not so', () => {
    const rule = { appliesWhen: read('machine.labels contains "lab"'), asks: read('firewall.on') };
    expect(judgeOwnRule(rule, subject())).toMatchObject({
      verdict: 'not-applicable',
      factAt: null,
      evidence: [],
    });
  });
});

describe('an expression that can not be read is refused at its place', () => {
  it.each([
    ['', '1:1 A fact', null],
    ['firewal.on', '1:1 There is no fact “firewal.on”. Did you mean “firewall.on”?', 'firewall.on'],
    ['on', '1:1 There is no fact “on”.', 'firewall.on'],
    [
      'configured.type = "disable"',
      '1:19 This fact is never "disable". Did you mean "disabled"?',
      '"disabled"',
    ],
    [
      'configured.type in ("client",\n  "servr")',
      '2:3 This fact is never "servr". Did you mean "server"?',
      '"server"',
    ],
    ['os.name = 5', '1:11 A text is compared with a number.', null],
    ['firewall.on = "true"', '1:15 Yes or no is compared with a text.', null],
    ['os.name > "Windows"', '1:1 On the left of “>” stands a number', null],
    ['firewall.on && elevated', '1:13 “&&” is no word of rules. Did you mean “and”?', 'and'],
    ['firewall.on an elevated', '1:13 “an” is no word of rules.', 'and'],
    ['firewall.on and', '1:16 Expected a fact or a value, and the expression ends.', null],
    ['(firewall.on', '1:13 Expected “)” for the bracket that was opened', null],
    ['firewall.on)', '1:12 Expected and, or, a comparison, or the end, and “)” stands here.', null],
    ["os.name = 'x'", '1:11 Texts stand between straight double quotes', '"'],
    ['os.name = "x', '1:11 The text that begins here has no end.', null],
    ['os.name = "x\u202ey"', '1:13 A character stands here that can not be seen.', ''],
    ['os.name = "x\u061cy"', '1:13 A character stands here that can not be seen.', ''],
    ['os.name = "\u3164y"', '1:12 A character stands here that can not be seen.', ''],
    ['os.name = "x\u{e0041}y"', '1:13 A character stands here that can not be seen.', ''],
    ['firewall.on = unknown', '1:15 No rule can ask whether a fact is unknown', null],
    ['configured.type = none', '1:19 What this is compared with is never none.', null],
    ['machine.lookAge < 7', '1:19 A duration is compared with a number.', null],
    ['machine.lookAge < 7days', '1:19 A number ends before what follows it.', null],
    ['1 < 2 < 3', '1:7 Only two things are compared at once.', null],
    ['count(os.name) = 1', '1:7 What is counted is a set', null],
    ['1 + 1', '1:1 A rule asks something that is yes or no', null],
    ['machine.labels = "kiosk"', '1:18 A set is compared with a text.', null],
    ['machine.lookAge + 1 > 1 day', '1:19 “+” can’t be done with a number and a duration.', null],
    ['ipv6.disabledComponents in (configured.clientPort)', '1:29 A list holds plain values', null],
  ])('%s', (text, starts, suggestion) => {
    const parsed = parseExpression(text);
    if (parsed.ok) throw new Error('was read');
    const { line, column, message } = parsed.fault;
    if (text !== '') expect(`${line}:${column} ${message}`).toContain(starts);
    expect(parsed.fault.suggestion).toBe(suggestion);
  });

  it('is limited in length, depth and lists; a chain is as long as it fits', () => {
    const fault = (text: string) => {
      const parsed = parseExpression(text);
      return parsed.ok ? null : parsed.fault.message;
    };
    expect(fault(`${'elevated and '.repeat(150)}elevated`)).toBeNull();
    expect(fault(`${'elevated and '.repeat(160)}elevated`)).toMatch(/at most 2000 characters/);
    expect(fault(`${'('.repeat(30)}elevated${')'.repeat(30)}`)).toBeNull();
    expect(fault(`${'('.repeat(900)}elevated${')'.repeat(900)}`)).toMatch(/more than 32 deep/);
    expect(fault(`${'not '.repeat(400)}elevated`)).toMatch(/more than 32 deep/);
    expect(fault(`${'-'.repeat(900)}1 = 1`)).toMatch(/more than 32 deep/);
    expect(fault(`ipv6.disabledComponents in (${'1,'.repeat(100)}1)`)).toMatch(/at most 100 values/);
  });

  it('is read in whatever case and spelling, and printed in one', () => {
    const printed = (text: string) => printExpression(read(text));
    expect(printed('FIREWALL.ON AND Elevated == TRUE')).toBe('firewall.on and elevated = true');
    expect(printed('configured.type not in ("client")')).toBe('not configured.type in ("client")');
    expect(printed('"kiosk" in machine.labels')).toBe('machine.labels contains "kiosk"');
    expect(printed('os.version >= 10.0')).toBe('os.version >= v10.0');
    expect(printed('machine.lookAge > 2 weeks')).toBe('machine.lookAge > 14 days');
  });
});
