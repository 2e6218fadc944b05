import { describe, expect, it } from 'vitest';
import { cutAtPrompts } from '../../src/explain/paste-sections';

const cut = (...lines: string[]) => cutAtPrompts(lines.join('\n'));
const commands = (...lines: string[]) => cut(...lines).map(({ command }) => command);

describe('a paste', () => {
  it('is cut at every prompt, and begins with what stands before the first', () => {
    expect(cut('words', 'C:\\>dir', 'a', '', 'PS C:\\Users\\ann> Get-X', 'b')).toEqual([
      { command: null, prompt: null, lines: ['words'], first: 1 },
      { command: 'dir', prompt: 'C:\\>dir', lines: ['a', ''], first: 3 },
      { command: 'Get-X', prompt: 'PS C:\\Users\\ann> Get-X', lines: ['b'], first: 6 },
    ]);
    expect(cut('')).toEqual([{ command: null, prompt: null, lines: [''], first: 1 }]);
  });

  it.each<[string, string]>([
    ['ann@host:~$ anything at all', 'anything at all'],
    ['   ann@host:/etc# anything', 'anything'],
    ['$ ip -6 addr', 'ip -6 addr'],
    ['# ip a', 'ip a'],
    ['$ sudo cat /etc/miredo/miredo.conf', 'sudo cat /etc/miredo/miredo.conf'],
    ['# /sbin/ifconfig -a', '/sbin/ifconfig -a'],
    ['# ip', 'ip'],
  ])('is cut at %j', (line, command) => {
    expect(commands('a', line, 'b')).toEqual([null, command]);
  });

  it.each([
    '# a comment of a configuration',
    '# ipsum dolor',
    '$ whoami',
    '# ServerAddress teredo.example',
    'a@b',
    'x ann@host: y',
    '#ip a',
    '@host:~$ x',
  ])('is not cut at %j', (line) => {
    expect(commands('a', line, 'b')).toEqual([null]);
  });
});
