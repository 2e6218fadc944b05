import { describe, expect, it } from 'vitest';
import { kindOfRest } from '../../src/explain/rest-kind';

const TEREDO = '2001:0:c000:201:1410:7050:34ff:8ee8';

/** The kind of a text below a command. */
function kindBelow(command: string | null, body: string) {
  return kindOfRest(command, command === null ? body : `C:\\>${command}\n${body}`, body);
}

describe('addresses and nothing else', () => {
  it.each([
    ['one', '2001:db8::1'],
    ['one with its length', '2001:db8::1/64'],
    ['one with a long length', '2001:db8::1/128'],
    ['an IPv4 one', '192.0.2.1'],
    ['one that is preferred, indented', `   ${TEREDO}(Preferred)  `],
    ['one on each line', `192.0.2.1\n\n${TEREDO}\n`],
    ['one with an empty remark', `${TEREDO}()`],
  ])('are addresses: %s', (_name, text) => expect(kindBelow(null, text)).toBe('address'));

  it.each([
    ['a word beside one', '2001:db8::1\nand more'],
    ['a length that is none', '2001:db8::1/x'],
    ['a remark before it', '(Preferred)2001:db8::1'],
    ['a remark in the middle', '2001:db8:(x):1'],
    ['a length of four digits', '2001:db8::1/1280'],
    ['a length in the middle', '2001:db8/64::1'],
  ])('are not: %s', (_name, text) => expect(kindBelow(null, text)).not.toBe('address'));

  it('are found in a text that holds a Teredo address, and in no other', () => {
    expect(kindBelow(null, `my address is ${TEREDO}, is that right?`)).toBe('address');
    expect(kindBelow(null, 'my address is 2001:db8::1, is that right?')).not.toBe('address');
  });
});

describe('an answer in words', () => {
  it.each([
    ['netsh interface teredo set state disabled', 'x y z', 'reply'],
    ['netsh.exe interface ipv6 reset', 'x y z', 'reply'],
    ['sc config iphlpsvc start= auto', 'x y z', 'reply'],
    ['sc \\\\host stop iphlpsvc', 'x y z', 'reply'],
    ['net start iphlpsvc', 'x y z', 'reply'],
    ['reg add HKLM\\x', 'x y z', 'reply'],
    ['Set-NetTeredoConfiguration -Type Client', 'x y z', 'reply'],
    ['netsh interface teredo show state', 'x y z', 'not-understood'],
    ['my netsh interface set', 'x y z', 'not-understood'],
    ['sc query iphlpsvc', 'x y z', 'not-understood'],
    ['dir', 'x y z', 'not-understood'],
    [null, 'x y z', 'not-understood'],
  ])('below %s, %j is %s', (command, body, kind) => expect(kindBelow(command, body)).toBe(kind));

  it.each([
    ['a sentence', 'Erledigt und gut.', 'reply'],
    ['a cry', 'Geht nicht!', 'reply'],
    ['one with spaces around it', '  Erledigt und gut.  ', 'reply'],
    ['two lines', 'Erledigt und gut.\nNoch etwas.', 'not-understood'],
    ['a line without an end', 'Erledigt und gut', 'not-understood'],
    ['an end in the middle', 'Erledigt. und gut', 'not-understood'],
    ['a long one', `${'x'.repeat(80)}.`, 'not-understood'],
    ['an end alone', 'x.', 'not-understood'],
  ])('nobody asked for: %s', (_name, body, kind) => expect(kindBelow(null, body)).toBe(kind));
});

describe('silence', () => {
  it('is an answer where the state was asked for, and nothing anywhere else', () => {
    expect(kindBelow('Get-NetTeredoState', '')).toBe('powershell-state');
    expect(kindBelow('Get-NetTeredoState | fl', ' \n  \n')).toBe('powershell-state');
    expect(kindBelow('Get-NetTeredoStates', '')).toBeNull();
    expect(kindBelow('x Get-NetTeredoState', '')).toBeNull();
    expect(kindBelow('netsh interface teredo set state disabled', '')).toBeNull();
    expect(kindBelow(null, '\n  \n')).toBeNull();
  });
});

describe('a usage text', () => {
  it('has two of its forms, one of them may be in any output', () => {
    expect(kindBelow(null, 'set state [[type=]disabled|client]\n  [server=] x')).toBe('command-help');
    expect(kindBelow(null, 'x {a | b} y {c | d}')).toBe('command-help');
    expect(kindBelow(null, 'x [/ALL] [/RELEASE:x]')).toBe('command-help');
    expect(kindBelow(null, 'x {a | b} y z')).toBe('not-understood');
  });
});

describe('an address with a label', () => {
  it('is ipconfig without its dots', () => {
    expect(kindBelow(null, `Tunnel adapter Teredo:\n\n   IPv6 Address : ${TEREDO}\n   Gateway : ::`)).toBe(
      'ipconfig',
    );
  });
});
