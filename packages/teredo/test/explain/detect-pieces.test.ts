import { describe, expect, it } from 'vitest';
import { detectOutputs } from '../../src/explain/detect-outputs';
import { OFFLINE, WINDOWS_10 } from './explained-texts';

/** What was found, as the number of its first line, its kind and its text. */
const found = (...lines: string[]) =>
  detectOutputs(lines.join('\n')).map(({ line, reading, text }) => [line, reading.kind, text]);
const kinds = (...lines: string[]) => found(...lines).map(([line, kind]) => [line, kind]);

const RULED = '-'.repeat(70);
const RULE = ['Rule Name:    Teredo', RULED, 'a: Yes', 'b: In', 'c: UDP', 'd: Teredo', 'e: No', 'f: Allow'];
const SC = [
  'SERVICE_NAME: iphlpsvc',
  '        TYPE               : 20  WIN32_SHARE_PROCESS',
  '        STATE              : 4  RUNNING',
];
const IPCONFIG = [
  'Tunnel adapter x:',
  '',
  '   IPv6 Address. . . . : 2001:db8::1',
  '   Link-local. . . . . : fe80::1%4',
];
const REG = ['HKEY_LOCAL_MACHINE\\SYSTEM\\X', '    A    REG_SZ    b'];
const VERSION = WINDOWS_10.trim();
const STATE = OFFLINE.trim().split('\n');

describe('lines of two outputs that follow one another without an empty line', () => {
  it('are cut where the first line of the second stands', () => {
    expect(kinds(VERSION, ...REG)).toEqual([
      [1, 'windows-version'],
      [2, 'registry'],
    ]);
    expect(kinds(...REG, ...SC.slice(1))).toEqual([
      [1, 'registry'],
      [3, 'services'],
    ]);
    expect(found(...REG, VERSION, ...REG)).toEqual([
      [1, 'registry', `${REG.join('\n')}\n`],
      [3, 'windows-version', `${VERSION}\n`],
      [4, 'registry', `${REG.join('\n')}\n`],
    ]);
  });

  it('are one where they are of one kind, an empty line between them or not', () => {
    expect(found(...REG, ...REG)).toEqual([[1, 'registry', `${[...REG, ...REG].join('\n')}\n`]]);
    expect(found(...REG, '', '', ...REG)).toEqual([
      [1, 'registry', `${[...REG, '', '', ...REG].join('\n')}\n`],
    ]);
  });

  it('keep what tells nothing with what stands before it, or at the begin with what comes', () => {
    expect(kinds('Hello', ...REG, 'words', 'more')).toEqual([[1, 'registry']]);
    expect(kinds('Hello', '', ...REG, '', 'words')).toEqual([[1, 'registry']]);
    expect(kinds(...REG, 'words', ...SC.slice(1))).toEqual([
      [1, 'registry'],
      [4, 'services'],
    ]);
  });

  it('are cut although one of them is a state, which no line of its own gives away', () => {
    expect(kinds(VERSION, ...STATE, ...SC.slice(1))).toEqual([
      [1, 'windows-version'],
      [2, 'netsh-teredo'],
      [2 + STATE.length, 'services'],
    ]);
  });
});

describe('a rule of the firewall', () => {
  it('is one with words right above it, or behind other lines', () => {
    expect(kinds('see here', ...RULE)).toEqual([[1, 'firewall-rules']]);
    expect(kinds('see here', '', ...RULE)).toEqual([[1, 'firewall-rules']]);
    expect(kinds(...REG, '', ...RULE)).toEqual([
      [1, 'registry'],
      [4, 'firewall-rules'],
    ]);
  });
});

describe('a heading that ends in a colon', () => {
  it('goes with what it stands over, an empty line between them or not', () => {
    expect(found(VERSION, '', ...IPCONFIG)).toEqual([
      [1, 'windows-version', `${VERSION}\n`],
      [3, 'ipconfig', `${IPCONFIG.join('\n')}\n`],
    ]);
    expect(kinds(...REG, '', ...IPCONFIG)).toEqual([
      [1, 'registry'],
      [4, 'ipconfig'],
    ]);
  });

  it('is one line alone, and its colon the last character', () => {
    expect(kinds(...REG, '', 'words', 'Tunnel adapter x:', '', ...IPCONFIG.slice(2))).toEqual([
      [1, 'registry'],
      [7, 'ipconfig'],
    ]);
    expect(kinds(...REG, '', 'Note: words', '', ...IPCONFIG.slice(2))).toEqual([
      [1, 'registry'],
      [6, 'ipconfig'],
    ]);
    expect(kinds(...REG, '', 'Tunnel adapter x:')).toEqual([[1, 'registry']]);
  });
});

describe('a rule as netsh prints it', () => {
  it('is one by its ruled line, and several are one output', () => {
    expect(kinds(...RULE)).toEqual([[1, 'firewall-rules']]);
    expect(kinds(...RULE, '', ...RULE)).toEqual([[1, 'firewall-rules']]);
    expect(kinds(VERSION, '', ...RULE, '', ...REG)).toEqual([
      [1, 'windows-version'],
      [3, 'firewall-rules'],
      [12, 'registry'],
    ]);
  });

  it('is told with its label tight at its value, or its ruled line indented', () => {
    expect(kinds(VERSION, '', 'Rule:Teredo', ...RULE.slice(1))).toEqual([
      [1, 'windows-version'],
      [3, 'firewall-rules'],
    ]);
    expect(kinds(VERSION, '', RULE[0]!, `  ${RULED} `, ...RULE.slice(2))).toEqual([
      [1, 'windows-version'],
      [3, 'firewall-rules'],
    ]);
  });

  it('has its port read although a line of it looks like one of another output', () => {
    const [, , text] = found(VERSION, '', ...RULE.slice(0, 5), 'x: fe80::1', ...RULE.slice(5))[1]!;
    expect(text).toContain('f: Allow');
  });

  it.each([
    ['a heading without a colon', ['Teredo', RULED, ...RULE.slice(2)]],
    ['a short ruled line', [RULE[0]!, '-----', ...RULE.slice(2)]],
    ['words behind the ruled line', [RULE[0]!, `${RULED} x`, ...RULE.slice(2)]],
    ['words before the ruled line', [RULE[0]!, `x ${RULED}`, ...RULE.slice(2)]],
    ['too few lines', RULE.slice(0, 4)],
  ])('is none with %s', (_name, lines) => {
    expect(kinds(...lines).map(([, kind]) => kind)).toEqual(['not-understood']);
  });

  it('is no rule where it is a state below a heading with a colon', () => {
    expect(kinds('Computer: A', RULED, ...STATE.slice(2))).toEqual([[1, 'netsh-teredo']]);
  });
});

describe('JSON in a paste', () => {
  const CONFIGURATION = '{"Type":2,"ServerName":"teredo.example","RefreshIntervalSeconds":30}';

  it('is told by its properties, among other outputs', () => {
    expect(found(VERSION, CONFIGURATION, ...REG)).toEqual([
      [1, 'windows-version', `${VERSION}\n`],
      [2, 'powershell-configuration', `${CONFIGURATION}\n`],
      [3, 'registry', `${REG.join('\n')}\n`],
    ]);
    expect(kinds(VERSION, '{', '  "State": "Offline",', '', '  "Error": "None"', '}')).toEqual([
      [1, 'windows-version'],
      [2, 'powershell-state'],
    ]);
  });

  it('is kept apart from the same told in lines', () => {
    const rule = '{"InstanceID":"CoreNet-Teredo-In","Enabled":1,"Action":2}';
    expect(kinds(rule, '"CoreNet-Teredo-In"="v2.30|Action=Allow|Active=TRUE|Dir=In|"')).toEqual([
      [1, 'firewall-rules'],
      [2, 'firewall-rules'],
    ]);
  });

  it.each(['{}', '[]', '[{}]', '{"a":1}'])('that says nothing is nothing: %s', (json) => {
    expect(kinds(VERSION, '', json)).toEqual([[1, 'windows-version']]);
  });
});

describe('what lines seem to be and the reader does not find', () => {
  it('tells nothing', () => {
    expect(kinds('[SC] hello')).toEqual([[1, 'not-understood']]);
    expect(kinds(VERSION, '', '[SC] hello', '', ...REG)).toEqual([
      [1, 'windows-version'],
      [5, 'registry'],
    ]);
  });

  it('may still be something together', () => {
    expect(kinds('State : Qualified', 'Error : None', '', ...REG)).toEqual([
      [1, 'powershell-state'],
      [4, 'registry'],
    ]);
    expect(kinds('State : Bereit', 'Error : None', '', ...REG)).toEqual([[1, 'registry']]);
  });
});
