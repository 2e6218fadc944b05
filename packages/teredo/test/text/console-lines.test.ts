import { describe, expect, it } from 'vitest';
import {
  consoleLines,
  shellCommandOf,
  windowsCommandOf,
  withoutLineNumbers,
} from '../../src/text/console-lines';

describe('the lines of a console', () => {
  it.each([
    ['> Type : client', 'Type : client'],
    ['> > Type : client', 'Type : client'],
    ['>>  Type : client', ' Type : client'],
    ['» Type', 'Type'],
    ['› Type', 'Type'],
    ['│ Type', 'Type'],
    ['┃ Type', 'Type'],
    ['  Type : client  \t', '  Type : client'],
    ['```', ''],
    ['~~~', ''],
    ['> ```text', ''],
    ['``x', '``x'],
    ['| Type | client |', 'Type : client'],
    ['| Type | client | more |', 'Type : client   more'],
    ['| Type : client', 'Type : client'],
    ['| Type | client', 'Type | client'],
    ['a > b', 'a > b'],
    ['Type | client |', 'Type | client |'],
    ['> Type | client |', 'Type | client |'],
    ['> | Type | client |', 'Type : client'],
    ['\t> Type : client', 'Type : client'],
    ['  ```', ''],
  ])('%j is %j', (line, printed) => {
    expect(consoleLines(line)).toEqual([printed]);
  });

  it('are as many as there were, empty ones too', () => {
    expect(consoleLines('a\r\n\r\nb\n')).toEqual(['a', '', 'b', '']);
  });
});

describe('line numbers', () => {
  it.each([
    ['1 a', '2 b', '3 c', '4 d'],
    ['1: a', '2: b', '3: c', '4: d'],
    ['  9. a', ' 10. b', ' 11. c', ' 12. d'],
    ['1) a', '2) b', '3) c', '4) d'],
    ['1| a', '2| b', '3| c', '4| d'],
    ['1] a', '2] b', '3] c', '4] d'],
  ])('are taken away: %j', (...lines) => {
    expect(withoutLineNumbers(lines)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('may leave empty lines without one, and stand alone on theirs', () => {
    expect(withoutLineNumbers(['1 a', '', '2 b', '3', '4 d'])).toEqual(['a', '', 'b', '', 'd']);
    expect(withoutLineNumbers(['1 a', '  ', '2 b', '3 c', '4 d'])).toEqual(['a', '  ', 'b', 'c', 'd']);
  });

  it.each([
    ['there are three', ['1 a', '2 b', '3 c']],
    ['one is left out', ['1 a', '2 b', '4 c', '5 d']],
    ['one is twice there', ['1 a', '2 b', '2 c', '3 d']],
    ['the first line has none', ['x', '1 a', '2 b', '3 c', '4 d']],
    ['a line has none', ['1 a', '2 b', 'c', '3 d', '4 e']],
    ['they are part of words', ['1a', '2b', '3c', '4d']],
  ])('are text where %s', (_name, lines) => {
    expect(withoutLineNumbers(lines)).toEqual(lines);
  });
});

describe('a prompt of Windows', () => {
  it.each([
    ['C:\\>netsh int ter show state', 'netsh int ter show state'],
    ['C:\\Windows\\system32> ipconfig /all ', 'ipconfig /all'],
    ['PS D:\\> Get-NetTeredoState', 'Get-NetTeredoState'],
    ['  c:\\Users\\ann>"C:\\x.exe"', '"C:\\x.exe"'],
    ["PS C:\\> & 'x'", "& 'x'"],
    ['C:\\>.\\x', '.\\x'],
    ['PS C:\\> (Get-NetTeredoConfiguration).Type', '(Get-NetTeredoConfiguration).Type'],
    ['PS C:\\> $env:COMPUTERNAME', '$env:COMPUTERNAME'],
    ['PS C:\\> [Environment]::OSVersion', '[Environment]::OSVersion'],
    ['C:\\>', ''],
    ['C:\\>   ', ''],
  ])('%j has behind it %j', (line, command) => {
    expect(windowsCommandOf(line)).toBe(command);
  });

  it.each([
    'Type : client',
    'C:>x',
    'CC:\\>x',
    'C:\\x',
    '         C:\\>x',
    'C:\\> 12',
    'x C:\\>x',
    'PSC:\\>x',
  ])('%j is none', (line) => {
    expect(windowsCommandOf(line)).toBeNull();
  });
});

describe('a prompt of a shell', () => {
  it.each([
    ['# ip a', 'ip a'],
    ['$ ip a ', 'ip a'],
    ['ann@host:~$ ip a', 'ip a'],
    ['  root@host:/# ip a', 'ip a'],
    ['$ ', ''],
  ])('%j has behind it %j', (line, command) => {
    expect(shellCommandOf(line)).toBe(command);
  });

  it.each(['#ip', 'ann$ x', 'ann@host x', 'x # y', '         # x', '$', '#'])('%j is none', (line) => {
    expect(shellCommandOf(line)).toBeNull();
  });
});
