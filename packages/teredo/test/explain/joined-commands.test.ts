import { describe, expect, it } from 'vitest';
import { factsOfOutput } from '../../src/explain/facts/facts-of-output';
import { readNetshTeredoAll } from '../../src/index';
import { countSteps } from '../support/count-steps';
import {
  explained,
  key,
  LOCAL,
  OFF,
  OFFLINE,
  POLICY,
  QUALIFIED,
  sc,
  TCPIP6,
  WINDOWS_10,
} from './explained-texts';

const registry = key(TCPIP6, 'DisabledComponents    REG_DWORD    0x20').trimEnd();

describe('outputs that follow one another without an empty line', () => {
  it.each([
    ['a version, then a state', WINDOWS_10 + QUALIFIED],
    ['a state, then a version', QUALIFIED + WINDOWS_10],
    ['a registry value, then a state', `${registry}\n${QUALIFIED}`],
    ['a service, then a state', sc('4  RUNNING') + QUALIFIED],
    ['a state, then a registry value', QUALIFIED + registry],
  ])('are both read: %s', (_name, text) => {
    expect(explained(text).teredo).toMatchObject({ type: 'client', state: 'qualified' });
    expect(explained(text).outputs).toHaveLength(2);
  });

  it('costs no more per state, however many there are', () => {
    const [once, twice] = [200, 400].map((count) => {
      const all = readNetshTeredoAll(QUALIFIED.repeat(count));
      return countSteps(() => factsOfOutput({ kind: 'netsh-teredo', all }, null));
    });
    expect(twice).toBeLessThan(2.5 * once! + 1000);
  });
});

describe('an answer of reg query that there is no such key or value', () => {
  const ask = (path: string, answer: string) => `C:\\>reg query HKLM\\${path}\n\n${answer}\n\nC:\\>\n`;
  const english = 'ERROR: The system was unable to find the specified registry key or value.';
  const none = explained(
    ask(`${TCPIP6} /v DisabledComponents`, english) + ask(POLICY, english) + ask(LOCAL, english) + OFF,
  );

  it('is read as such: nothing is left to ask but what Windows this is', () => {
    expect(none.observation?.ipv6.disabledComponents).toBe(0);
    expect(none.observation?.sources).toMatchObject({ policy: { type: null }, local: { type: null } });
    expect(none.questions.map(({ code }) => code)).toEqual([]);
  });

  it.each([
    'FEHLER: Der angegebene Registrierungsschlüssel bzw. Wert wurde nicht gefunden.',
    '错误: 系统找不到指定的注册表项或值。',
  ])('is known in other languages: %s', (answer) => {
    const { observation } = explained(ask(`${TCPIP6} /v DisabledComponents`, answer) + OFF);
    expect(observation?.ipv6.disabledComponents).toBe(0);
  });

  it.each([
    ['a refusal', ask(`${TCPIP6} /v DisabledComponents`, 'ERROR: Access is denied.')],
    ['another value of the key', ask(`${TCPIP6} /v Dhcpv6DUID`, english)],
    ['no command', `${english}\n\n`],
  ])('is not taken from %s', (_name, text) => {
    expect(explained(text + OFF).observation?.ipv6.disabledComponents).toBe('unknown');
  });
});

describe('who decides where DisabledComponents was not read', () => {
  const byPolicy = (text: string) => text.replace(/x : (\S+)/, 'x : $1 (Group Policy)');

  it('names the policy that turns Teredo off, and says so once', () => {
    const { decision, diagnoses } = explained(byPolicy(OFF));
    expect(decision?.text).toBe(
      "Group Policy decides: it sets Teredo to be off; whether DisabledComponents keeps it off as well can't be told from what was read.",
    );
    expect(diagnoses.map(({ code }) => code)).toEqual(['group-policy']);
  });

  it('names the policy that turns Teredo on', () => {
    expect(explained(byPolicy(OFFLINE)).decision?.text).toBe(
      "Group Policy decides: it sets Teredo to be on as client; whether DisabledComponents keeps it off all the same can't be told from what was read.",
    );
  });

  it('leaves it out where the client has tried its server', () => {
    const tried = OFFLINE.replace('offline\nx : none', 'offline\nx : primary server unreachable over UDP');
    expect(explained(byPolicy(tried)).decision?.type.decidedBy).toBe('group-policy');
  });

  it('says that a client set to be on is offline without a reason', () => {
    expect(explained(OFFLINE).diagnoses[0]?.text).toMatch(/offline and names no error/);
  });
});

describe('what does not count on an old Windows', () => {
  const XP = 'Microsoft Windows XP [Version 5.1.2600]\n\n';
  const VISTA = 'Microsoft Windows [Version 6.0.6002]\n\n';
  const policy = key(POLICY, 'Teredo_State    REG_SZ    Disabled');

  it.each([XP, VISTA])('is a policy, which is of Windows 7 and later: %s', (version) => {
    const { observation } = explained(version + policy + QUALIFIED);
    expect(observation?.configured).toMatchObject({ type: 'client' });
    expect(observation?.sources?.policy.type).toBe(null);
  });

  it('is DisabledComponents on Windows XP', () => {
    const text = XP + key(TCPIP6, 'DisabledComponents    REG_DWORD    0xff') + OFFLINE;
    expect(explained(text).observation?.ipv6.disabledComponents).toBe(null);
    expect(explained(text).diagnoses.map(({ code }) => code)).not.toContain('disabled-components');
  });
});
