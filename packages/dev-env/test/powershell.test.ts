import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { powershellEnrolCommand } from '../../services/src/token/windows-enrol-commands';
import { type PowerShellTree, powerShellParser } from './powershell-tree';

let parse: (script: string) => PowerShellTree;
beforeAll(async () => {
  parse = await powerShellParser();
});

const ORDER = { agentUrl: 'https://fleet.example.com:3001', sha256: 'ab'.repeat(32), token: 'tf1.a.b.c.d' };

it('a script that is none is found out', () => {
  for (const script of ["$a='it's'", 'if(1){', '& { Get-Item', "'a' 'b' }"])
    expect(parse(script).faults).not.toEqual([]);
});

describe('the line for PowerShell', () => {
  it('is PowerShell, of one line, and calls what it should in that order', () => {
    const line = powershellEnrolCommand(ORDER);
    const { faults, calls } = parse(line);
    expect(faults).toEqual([]);
    expect(line).not.toMatch(/[\r\n]/);
    expect(calls.filter((call) => !['Join-Path', 'NewGuid', 'GetFolderPath'].includes(call))).toEqual([
      'New-Item',
      'Create',
      'GetResponse',
      'GetResponseStream',
      'Create',
      'Get-Date',
      'AddMinutes',
      'New-Object',
      'Read',
      'Get-Date',
      'Write',
      'Close',
      'Close',
      'Get-FileHash',
      'SetEnvironmentVariable',
      'WriteAllText',
      'Remove-Item',
    ]);
  });

  it('keeps its shape whatever stands in address and token, and hands both on to the letter', () => {
    const { shape } = parse(powershellEnrolCommand(ORDER));
    // Signs of PowerShell's own, more often than chance would have them.
    const sign = fc.constantFrom(...`'\u2018\u2019\u201a\u201b"\`$;(){}#@&|% a`);
    const word = fc.string({
      unit: fc.oneof(sign, fc.string({ minLength: 1, maxLength: 1 })),
      maxLength: 40,
    });
    fc.assert(
      fc.property(word, word, (address, token) => {
        const tree = parse(powershellEnrolCommand({ ...ORDER, agentUrl: address, token }));
        expect(tree.faults).toEqual([]);
        expect(tree.shape).toBe(shape);
        for (const text of [`${address}/agents/teredo-agent.exe`, address, token])
          expect(tree.texts).toContain(text);
      }),
      { numRuns: 100 },
    );
  });
});
