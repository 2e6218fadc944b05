import { describe, expect, it } from 'vitest';
import { readerOf } from '../../src/executable/byte-source';
import { findProtectionLevelCall } from '../../src/executable/find-protection-level';
import { inspectExecutable } from '../../src/executable/inspect-executable';
import { judgeReadiness } from '../../src/executable/judge-readiness';
import { MOST_CHARACTERS, MOST_KEPT, MOST_LIBRARIES, readAssembly } from '../../src/executable/read-assembly';
import { readPeHeaders } from '../../src/executable/read-headers';
import { isSocketLibrary, nameOfOrdinal } from '../../src/executable/winsock-functions';
import { assemblyOf } from './made-assembly';
import { programOf } from './made-program';

/** A source that counts what was read of it. */
function sourceOf(bytes: Uint8Array) {
  const source = {
    size: bytes.length,
    bytesRead: 0,
    read(offset: number, length: number) {
      const piece = bytes.subarray(offset, offset + length);
      source.bytesRead += piece.length;
      return piece;
    },
  };
  return source;
}
const inspect = (bytes: Uint8Array) => inspectExecutable(sourceOf(bytes));
const rows = <T>(count: number, of: (index: number) => T) => Array.from({ length: count }, (_, at) => of(at));
const LONG = 'a'.repeat(511);
const MANY = 20_000;

describe('an assembly that was made here', () => {
  it('is read as one that was compiled', () => {
    const facts = inspect(
      assemblyOf({
        types: [
          ['System', 'Console'],
          ['System.Net', 'Dns'],
        ],
        members: [
          [1, 'WriteLine'],
          [2, 'GetHostByName'],
          [2, 'GetHostByName'],
        ],
        libraries: ['user32', 'Ws2_32', 'ws2_32.dll', '__proto__'],
        natives: [
          [1, 'MessageBox'],
          [2, 'gethostbyname'],
          [3, 'inet_addr'],
          [4, 'any'],
        ],
      }),
    );
    expect(facts).toMatchObject({ isManaged: true, gap: null });
    expect(facts.libraries).toEqual(['user32.dll', 'ws2_32.dll', '__proto__.dll']);
    expect(facts.socketFunctions.map(({ name }) => name)).toEqual([
      'gethostbyname',
      'inet_addr',
      'System.Net.Dns.GetHostByName',
    ]);
  });
});

describe('of an assembly whose tables are full', () => {
  it('the functions of other libraries are neither read nor kept', () => {
    const source = sourceOf(assemblyOf({ libraries: ['user32'], natives: rows(MANY, () => [1, LONG]) }));
    const facts = inspectExecutable(source);
    expect(facts).toMatchObject({ gap: null, libraries: ['user32.dll'], socketFunctions: [] });
    const reader = readerOf(source);
    const { natives } = readAssembly(reader, readPeHeaders(reader)!, {
      type: () => true,
      library: () => false,
    });
    expect(natives).toEqual([{ library: 'user32', names: [] }]);
    expect(source.bytesRead).toBeLessThan(4 * source.size);
  });

  it.each([
    ['functions of Winsock', { libraries: ['ws2_32'], natives: rows(MANY, (at) => [1, `f${at}`]) }],
    ['members', { types: [['System.Net', 'WebClient']], members: rows(MANY, (at) => [1, `m${at}`]) }],
  ] as [string, Parameters<typeof assemblyOf>[0]][])(
    'no more than so many are kept, and it is not taken for whole: %s',
    (_name, about) => {
      const facts = inspect(assemblyOf(about));
      expect(facts.socketFunctions.length).toBe(MOST_KEPT);
      expect(facts.gap).toBe('metadata');
    },
  );

  it('no more than so many libraries are kept, and it is not taken for whole', () => {
    const facts = inspect(
      assemblyOf({ libraries: rows(20_000, (at) => `l${at}`), natives: rows(20_000, (at) => [at + 1, 'f']) }),
    );
    expect(facts.libraries.length).toBe(MOST_LIBRARIES);
    expect(judgeReadiness(facts).sockets).toMatchObject({
      verdict: 'cannot-tell',
      evidence: { code: 'not-read-whole' },
    });
  });

  it('no more names are read than so many characters', () => {
    const reader = readerOf(sourceOf(assemblyOf({ types: rows(MANY, () => [LONG, LONG]) })));
    let characters = 0;
    const counting = {
      ...reader,
      name(offset: number, most: number) {
        const name = reader.name(offset, most);
        characters += name === null ? most : name.length;
        return name;
      },
    };
    const found = readAssembly(counting, readPeHeaders(reader)!, { type: () => false, library: () => false });
    expect(found.isWhole).toBe(false);
    expect(characters).toBeLessThan(MOST_CHARACTERS + 2 * 512);
  });
});

describe('work that leads to no new page of the file', () => {
  /** 32 KB, whose 20,000 imports all have the longest name there is. */
  function fullOfNames(): Uint8Array {
    const small = programOf({ machine: 'x86' });
    const bytes = new Uint8Array(0x200 + 0x8000);
    bytes.set(small);
    const view = new DataView(bytes.buffer);
    const section = 0x98 + 96 + 16 * 8;
    view.setUint32(section + 8, 0x8000, true);
    view.setUint32(section + 16, 0x8000, true);
    bytes.fill(0x61, 0x200 + 0x402, 0x200 + 0x402 + 511);
    for (let at = 0x800; at + 4 < 0x8000; at += 4) view.setUint32(0x200 + at, 0x1400, true);
    for (let line = 0; line < 3; line += 1) {
      view.setUint32(0x200 + line * 20, 0x1800, true);
      view.setUint32(0x200 + line * 20 + 12, 0x1080, true);
      view.setUint32(0x200 + line * 20 + 16, 0x1800, true);
    }
    return bytes;
  }

  it('is told of while it goes on, and ends where whoever asked has had enough', () => {
    const source = sourceOf(fullOfNames());
    let told = 0;
    const goOn = () => {
      told += 1;
    };
    inspectExecutable(source, { mostCode: 0, goOn });
    expect(told).toBeGreaterThan(1_000);
    expect(source.bytesRead).toBeLessThan(1024 * 1024);
    const enough = () => {
      throw new Error('enough');
    };
    expect(() => inspectExecutable(source, { mostCode: 0, goOn: enough })).toThrow('enough');
  });
});

describe('code', () => {
  const MEGABYTE = 1024 * 1024;

  it('on which many sections lie is looked through once', () => {
    const source = sourceOf(assemblyOf({ code: new Uint8Array(2 * MEGABYTE), sections: 96 }));
    expect(inspectExecutable(source).protectionLevel).toBeNull();
    expect(source.bytesRead).toBeLessThan(2 * source.size);
  });

  it('that passes the option again and again and no level is looked through once', () => {
    const length = 20_000;
    let looks = 0;
    const piece = new Proxy({ length } as { length: number; [index: number]: number }, {
      get(_target, key) {
        if (key === 'length') return length;
        looks += 1;
        return [0x6a, 0x17][Number(key) % 2];
      },
    });
    const headers = readPeHeaders(readerOf(sourceOf(programOf({ machine: 'x86' }))))!;
    const reader = { ...readerOf(sourceOf(new Uint8Array(MEGABYTE))), piece: () => piece };
    expect(findProtectionLevelCall(reader, headers)).toBeNull();
    expect(looks).toBeLessThan(10 * length);
  });
});

it.each(['constructor', 'toString', '__proto__'])('a library named %s is not Winsock', (name) => {
  expect(isSocketLibrary(name)).toBe(false);
  expect(nameOfOrdinal(name, 1)).toBeNull();
});
