import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inspectExecutable } from '../../src/executable/inspect-executable';
import { judgeReadiness } from '../../src/executable/judge-readiness';
import { FUNCTIONS, programOf } from './made-program';

const sourceOf = (bytes: Uint8Array, size = bytes.length) => ({
  size,
  read: (offset: number, length: number) => bytes.subarray(offset, offset + length),
});
const inspect = (bytes: Uint8Array) => inspectExecutable(sourceOf(bytes));
const ascii = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** A program of DOS whose new headers of this kind begin at 0x40. */
function withNewHeader(signature: string): Uint8Array {
  const bytes = new Uint8Array(0x80);
  bytes.set(ascii('MZ'));
  bytes[0x3c] = 0x40;
  bytes.set(ascii(signature), 0x40);
  return bytes;
}

describe('what is no program of today', () => {
  it.each([
    ['empty', new Uint8Array()],
    ['other', ascii('M')],
    ['other', ascii('#!/bin/sh\n')],
    ['elf', ascii('\u007fELF')],
    ['dos', ascii('MZ')],
    ['dos', withNewHeader('XX')],
    ['windows-16', withNewHeader('NE')],
    ['linear', withNewHeader('LE')],
    ['linear', withNewHeader('LX')],
  ])('is told by its first bytes: %s', (kind, bytes) => {
    const facts = inspect(bytes);
    expect(facts).toMatchObject({ kind, machine: null, socketFunctions: [] });
    expect(judgeReadiness(facts).sockets).toMatchObject({
      verdict: 'cannot-tell',
      evidence: { code: 'no-program' },
    });
  });

  it('is what points behind its own end', () => {
    const bytes = withNewHeader('PE');
    bytes.fill(0xff, 0x3c, 0x40);
    expect(inspect(bytes).kind).toBe('dos');
  });
});

describe('a program that was made here', () => {
  it.each(['x86', 'x64', 'arm64'] as const)('of %s is read whole', (machine) => {
    const facts = inspect(programOf({ machine }));
    expect(facts).toMatchObject({ kind: 'pe', machine, gap: null, isManaged: false });
    expect(facts.socketFunctions.map(({ name, ordinal }) => [name, ordinal])).toEqual(FUNCTIONS);
    expect(facts.protectionLevel).not.toBeNull();
  });

  it.each(['x86', 'x64', 'arm64'] as const)(
    'of %s, cut off anywhere, is judged and not taken for whole',
    (machine) => {
      const whole = programOf({ machine });
      for (let length = 0; length < whole.length; length += 1) {
        const facts = inspect(whole.subarray(0, length));
        if (length < 0x200) expect(facts.socketFunctions).toEqual([]);
        if (facts.kind === 'pe') expect(facts.gap, `${length}`).not.toBeNull();
        expect(judgeReadiness(facts).sockets.verdict).toBe('cannot-tell');
      }
    },
  );

  it.each([
    ['x86', 'distances'],
    ['x86', 'addresses'],
    ['x64', 'distances'],
  ] as const)('of %s with delayed imports by %s is read as well', (machine, delayed) => {
    const facts = inspect(programOf({ machine, delayed }));
    expect(facts.gap).toBeNull();
    expect(facts.socketFunctions.map(({ name, isDelayed }) => [name, isDelayed])).toEqual(
      FUNCTIONS.map(([name]) => [name, true]),
    );
  });

  it.each(['ws2_32', 'WS2_32', 'wsock32'])(
    'whose imports name Winsock as %s, as Windows finds it too, is judged by them',
    (library) => {
      const facts = inspect(programOf({ machine: 'x86', functions: ['old'], library }));
      expect(facts.libraries).toEqual([`${library.toLowerCase()}.dll`]);
      expect(judgeReadiness(facts).sockets.verdict).toBe('not-ready');
    },
  );

  it('with any bytes changed is judged, and never read for ever', () => {
    const whole = programOf({ machine: 'x64' });
    const change = fc.record({ at: fc.nat(whole.length - 1), byte: fc.nat(255) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 12 }), (changes) => {
        const bytes = Uint8Array.from(whole);
        for (const { at, byte } of changes) bytes[at] = byte;
        const { sockets, protectionLevel } = judgeReadiness(inspect(bytes));
        expect(['ready', 'not-ready', 'cannot-tell']).toContain(sockets.verdict);
        expect(['ready', 'cannot-tell']).toContain(protectionLevel.verdict);
      }),
      { numRuns: 2_000 },
    );
  });

  it('whose tables of imports lead back to themselves ends', () => {
    const facts = inspect(programOf({ machine: 'x64', isCyclic: true }));
    expect(facts.gap).toBe('imports');
    expect(judgeReadiness(facts).sockets.evidence.code).toBe('not-read-whole');
  });

  it('that was packed says so', () => {
    const facts = inspect(programOf({ machine: 'x64', section: 'UPX0' }));
    expect(facts.gap).toBe('packed');
  });

  it('of 2 GB is read in a few pieces', () => {
    const program = programOf({ machine: 'x64' });
    let bytesRead = 0;
    const facts = inspectExecutable({
      size: 2 ** 31,
      read: (offset, length) => {
        bytesRead += length;
        const bytes = new Uint8Array(Math.min(length, 2 ** 31 - offset));
        bytes.set(program.subarray(offset, offset + length));
        return bytes;
      },
    });
    expect(facts.socketFunctions.map(({ name }) => name)).toEqual(FUNCTIONS.map(([name]) => name));
    expect(bytesRead).toBeLessThan(1024 * 1024);
  });
});
