import { describe, expect, it } from 'vitest';
import { explain, readNetshTeredo } from '../../src/index';

const kinds = (text: string) => explain([{ source: null, text }], 1000).outputs.map(({ kind }) => kind);
const CUT = {
  'type and server': 'Type          : disabled (Group Policy)\nServer Name   : teredo.example.\n',
  'type and state': 'Type          : disabled\nState         : offline\n',
  'type alone': 'Typ           : disabled\n',
};

describe('a state of PowerShell that was not printed', () => {
  it('is an answer, whatever was typed next', () => {
    const text = 'PS C:\\> Get-NetTeredoState\nPS C:\\> (Get-NetTeredoConfiguration).Type\nDisabled\n';
    expect(kinds(text)).toEqual(['powershell-state', 'not-understood']);
  });
});

describe('few lines of show state', () => {
  it.each(
    Object.entries(CUT).flatMap(([name, lines]) =>
      [
        'netsh interface teredo show state',
        'netsh int ter sh st',
        'netsh int ipv6 show teredo',
        'netsh.exe interface ipv6 sh ter',
      ].map((command) => [name, command, lines] as const),
    ),
  )('(%s) are understood below %s', (_name, command, lines) => {
    for (const text of [`C:\\>${command}\n${lines}`, `PS C:\\Users> ${command}\n\n${lines}\nC:\\>\n`]) {
      expect(kinds(text)).toEqual(['netsh-teredo']);
      expect(readNetshTeredo(text).type).toBe('disabled');
    }
  });

  it.each([
    'netsh interface teredo set state disabled',
    'sc qc iphlpsvc',
    'netsh int ipv6 show teredofoo bar',
  ])('are not believed below %s', (command) => {
    expect(kinds(`C:\\>${command}\n${CUT['type and server']}`)).not.toContain('netsh-teredo');
  });

  it('are those of the first line below the command alone', () => {
    const text = `C:\\>netsh interface teredo show state\nOther : words\n${CUT['type and server']}`;
    expect(kinds(text)).not.toContain('netsh-teredo');
  });

  it.each([
    ['type and server', ['Type: disabled, set by Group Policy', 'Server: teredo.example']],
    ['type and state', ['Type: disabled']],
    ['type alone', ['Type: disabled']],
  ] as const)('(%s) say nothing of lines that are not there', (name, said) => {
    const text = `C:\\>netsh interface teredo show state\n${CUT[name]}`;
    const facts = explain([{ source: null, text }], 1000).outputs[0]!.facts;
    const settings = facts.map(({ name: fact, value }) => `${fact}: ${value}`);
    expect(settings.filter((fact) => !fact.startsWith('State: '))).toEqual(said);
  });
});
