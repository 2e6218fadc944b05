import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ExecutableFacts,
  inspectExecutable,
  judgeProgram,
  judgeReadiness,
  levelConfidenceOf,
  type ProgramReport,
  programFactsOf,
} from '../../src/index';
import { programOf } from '../executable/made-program';

function factsOf(bytes: Uint8Array): ExecutableFacts {
  return inspectExecutable({ size: bytes.length, read: (at, length) => bytes.subarray(at, at + length) });
}
const told = (about: Partial<ProgramReport>): ProgramReport => ({
  outcome: 'inspected',
  file: { size: 1, modifiedAt: 0 },
  exception: 'with-edge',
  facts: factsOf(programOf({ machine: 'x64', functions: ['new'] })),
  ...about,
});
const oldOne = factsOf(programOf({ machine: 'x86', functions: ['old'] }));

describe('the verdict on a program', () => {
  it('is ready where all three demands are met', () => {
    const { verdict, sockets, protectionLevel, exception } = judgeProgram(told({}));
    expect([verdict, sockets?.verdict, protectionLevel?.verdict, exception?.verdict]).toEqual([
      'ready',
      'ready',
      'ready',
      'ready',
    ]);
  });

  it.each(['none', 'blocked', 'without-edge'] as const)('is not ready with the exception %s', (exception) => {
    expect(judgeProgram(told({ exception })).verdict).toBe('not-ready');
  });

  it.each(['unknown', 'limited'] as const)('can’t be told with the exception %s', (exception) => {
    expect(judgeProgram(told({ exception })).verdict).toBe('cannot-tell');
  });

  it('names what is missing, and what is not known', () => {
    expect(judgeProgram(told({ exception: 'none' })).text).toBe('Missing: an exception in the firewall.');
    expect(judgeProgram(told({ facts: oldOne, exception: 'unknown' })).text).toBe(
      'Missing: sockets for IPv6. Not told: an exception in the firewall.',
    );
    expect(judgeProgram(told({ exception: 'unknown' })).text).toMatch(/^Nothing .* Not told: an exception/);
  });

  it('asks for no exception where the system has none of programs', () => {
    expect(judgeProgram(told({ exception: 'not-applicable' })).verdict).toBe('ready');
  });

  it('is not ready with functions of IPv4 alone, whatever else is unknown', () => {
    expect(judgeProgram(told({ facts: oldOne, exception: 'unknown' })).verdict).toBe('not-ready');
  });

  it('says that a file is missing, and why one was not read', () => {
    expect(judgeProgram(told({ outcome: 'missing', facts: null })).verdict).toBe('missing');
    for (const outcome of [
      'link',
      'not-a-file',
      'unreadable',
      'too-slow',
      'refused',
      'not-supported',
    ] as const) {
      const { verdict, text } = judgeProgram(told({ outcome, facts: null }));
      expect(verdict).toBe('not-read');
      expect(text).not.toBe('');
    }
    expect(judgeProgram(told({ facts: null })).verdict).toBe('not-read');
  });

  it('says how sure it is of the protection level', () => {
    const evidence = (facts: ExecutableFacts) => judgeReadiness(facts).protectionLevel.evidence;
    expect(levelConfidenceOf(evidence(factsOf(programOf({ machine: 'x64' }))))).toBe('likely');
    expect(levelConfidenceOf(evidence({ ...oldOne, protectionLevel: null }))).toBe('not-seen');
    expect(levelConfidenceOf(evidence({ ...oldOne, protectionLevel: { member: 'a.b' } }))).toBe('named');
    expect(levelConfidenceOf(evidence({ ...oldOne, kind: 'elf' }))).toBe('not-judged');
  });
});

const someFacts = fc.record({
  kind: fc.constantFrom('pe' as const, 'elf' as const, 'windows-16' as const, 'empty' as const),
  machine: fc.constant('x64' as const),
  isManaged: fc.boolean(),
  libraries: fc.array(fc.constantFrom('ws2_32.dll', 'winhttp.dll', 'kernel32.dll', 'secret-name.dll'), {
    maxLength: 40,
  }),
  socketFunctions: fc.array(
    fc.record({
      name: fc.string({ minLength: 1, maxLength: 600 }),
      library: fc.constantFrom('ws2_32.dll', '.NET'),
      kind: fc.constantFrom(
        ...(['ipv4-only', 'dual-stack', 'either', 'socket', 'through', 'other'] as const),
      ),
      isDelayed: fc.boolean(),
      ordinal: fc.constantFrom(null, 52),
    }),
    { maxLength: 300 },
  ),
  gap: fc.constantFrom(null, 'headers' as const, 'imports' as const, 'packed' as const),
  protectionLevel: fc.constantFrom(null, { offset: 4711 }, { member: 'x'.repeat(600) }),
});

describe('what is told of a program', () => {
  it('is judged as the program itself is, fits a message and names no library that is not asked about', () => {
    fc.assert(
      fc.property(someFacts, (facts) => {
        const reduced = programFactsOf(facts);
        const codes = (of: ExecutableFacts) => {
          const { sockets, protectionLevel } = judgeReadiness(of);
          return [sockets, protectionLevel].map(({ verdict, evidence }) => [verdict, evidence.code]);
        };
        expect(codes(reduced)).toEqual(codes(facts));
        expect(JSON.stringify(reduced).length).toBeLessThan(30_000);
        expect(JSON.stringify(reduced.libraries)).not.toMatch(/kernel32|secret/);
      }),
    );
  });
});
