import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readerOf } from '../../src/executable/byte-source';
import { inspectExecutable } from '../../src/executable/inspect-executable';
import { judgeReadiness } from '../../src/executable/judge-readiness';
import { readPeHeaders } from '../../src/executable/read-headers';
import { readImports } from '../../src/executable/read-imports';
import { objdumpImports } from './objdump';

const WINE = '/usr/lib/x86_64-linux-gnu/wine/x86_64-windows';
const COMPILER = '/usr/bin/x86_64-w64-mingw32-gcc';
const DLLTOOL = '/usr/bin/x86_64-w64-mingw32-dlltool';

const sourceOf = (bytes: Uint8Array) => ({
  size: bytes.length,
  read: (offset: number, length: number) => bytes.subarray(offset, offset + length),
});

function importsOf(path: string) {
  const reader = readerOf(sourceOf(readFileSync(path)));
  const imports = readImports(reader, readPeHeaders(reader)!);
  expect(imports.isWhole, path).toBe(true);
  const byLibrary = new Map<string, string[]>();
  for (const { library, names, ordinals } of imports.libraries.filter(({ isDelayed }) => !isDelayed)) {
    const all = [...(byLibrary.get(library) ?? []), ...names, ...ordinals.map((ordinal) => `#${ordinal}`)];
    byLibrary.set(library, all.sort());
  }
  return byLibrary;
}

/** As Microsoft's guide has them; what is expected below comes of objdump and this list, and of nothing of ours. */
const OLD = /^(gethostby(name|addr)|inet_(addr|ntoa)|WSAAsyncGetHostBy(Name|Addr))$/i;
const NEW =
  /^(getaddrinfo|GetAddrInfo(W|ExA|ExW)|getnameinfo|GetNameInfoW|inet_(pton|ntop)|Inet(Pton|Ntop)W|WSA(StringToAddress|AddressToString|ConnectByName)[AW]|WSAConnectByList)$/i;

function expectedOf(imports: Map<string, string[]>): string {
  const sockets = [...(imports.get('ws2_32.dll') ?? []), ...(imports.get('wsock32.dll') ?? [])];
  const [old, both] = [sockets.some((name) => OLD.test(name)), sockets.some((name) => NEW.test(name))];
  if (old) return both ? 'cannot-tell' : 'not-ready';
  if (both) return 'ready';
  const isThrough = ['winhttp.dll', 'wininet.dll', 'urlmon.dll', 'webio.dll'].some((one) => imports.has(one));
  return sockets.length === 0 && isThrough ? 'ready' : 'cannot-tell';
}

describe.skipIf(!existsSync(WINE))('programs of Wine', () => {
  const files = existsSync(WINE) ? readdirSync(WINE).filter((name) => /\.(exe|dll)$/.test(name)) : [];
  /** Those that have to do with networks, and of the others every fifteenth. */
  const chosen = files.filter(
    (name, index) =>
      index % 15 === 0 || /ws2_32|wsock32|winhttp|wininet/i.test(readFileSync(join(WINE, name), 'latin1')),
  );

  it('import what objdump reads, and are judged by it', () => {
    const verdicts = chosen.map((name) => {
      const path = join(WINE, name);
      const imports = objdumpImports(path);
      const mine = importsOf(path);
      expect(Object.fromEntries(mine), name).toEqual(Object.fromEntries(imports));
      const facts = inspectExecutable(sourceOf(readFileSync(path)));
      const { verdict } = judgeReadiness(facts).sockets;
      // Delayed imports objdump does not read; they can only add to what it tells.
      if (!facts.socketFunctions.some(({ isDelayed }) => isDelayed))
        expect([name, verdict]).toEqual([name, expectedOf(imports)]);
      return verdict;
    });
    const count = (wanted: string) => verdicts.filter((verdict) => verdict === wanted).length;
    expect(verdicts.length).toBeGreaterThan(60);
    expect(count('ready')).toBeGreaterThan(3);
    expect(count('not-ready')).toBeGreaterThan(1);
  }, 120_000);
});

describe.skipIf(!existsSync(COMPILER))('programs that were compiled just now', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'executables-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function compile(name: string, body: string, ...options: string[]) {
    const [source, program] = [join(folder, `${name}.c`), join(folder, `${name}.exe`)];
    writeFileSync(
      source,
      `#include <winsock2.h>\n#include <ws2tcpip.h>\n#ifndef IPV6_PROTECTION_LEVEL\n#define IPV6_PROTECTION_LEVEL 23\n#endif\nint main(void) { WSADATA data; WSAStartup(0x202, &data); ${body} }\n`,
    );
    execFileSync(COMPILER, ['-D_WIN32_WINNT=0x0600', source, '-o', program, ...options, '-lws2_32']);
    const facts = inspectExecutable(sourceOf(readFileSync(program)));
    return { facts, verdict: judgeReadiness(facts) };
  }

  const OLD_WAY = 'return gethostbyname("server.example.com") == NULL;';
  const NEW_WAY = 'struct addrinfo *found; return getaddrinfo("server.example.com", "80", NULL, &found);';
  const LEVEL =
    'SOCKET s = socket(AF_INET6, SOCK_STREAM, 0); int level = 10; return setsockopt(s, IPPROTO_IPV6, IPV6_PROTECTION_LEVEL, (char *)&level, sizeof level);';

  it.each([
    ['old', OLD_WAY, 'not-ready', ['gethostbyname']],
    ['new', NEW_WAY, 'ready', ['getaddrinfo']],
    [
      'both',
      `if (data.iMaxSockets) { ${OLD_WAY} } ${NEW_WAY}`,
      'cannot-tell',
      ['gethostbyname', 'getaddrinfo'],
    ],
    ['neither', 'return 0;', 'cannot-tell', []],
  ])('by their functions: %s', (name, body, verdict, names) => {
    const { verdict: judged } = compile(name, body);
    expect(judged.sockets.verdict).toBe(verdict);
    expect([...judged.sockets.evidence.names].sort()).toEqual([...names].sort());
  });

  it('are known by the number of a function, too', () => {
    const definition = join(folder, 'numbered.def');
    writeFileSync(definition, 'LIBRARY ws2_32.dll\nEXPORTS\ngethostbyname @52 NONAME\n');
    execFileSync(DLLTOOL, ['-d', definition, '-l', join(folder, 'libnumbered.a')]);
    const { verdict } = compile(
      'numbered',
      OLD_WAY,
      `-L${folder}`,
      '-Wl,--start-group',
      '-lnumbered',
      '-Wl,--end-group',
    );
    expect(verdict.sockets).toMatchObject({ verdict: 'not-ready', evidence: { names: ['gethostbyname'] } });
  });

  it.each([['-O0'], ['-O1'], ['-O2'], ['-Os']])('set the protection level, compiled with %s', (optimised) => {
    const { verdict } = compile(`level${optimised}`, LEVEL, optimised);
    expect(verdict.protectionLevel).toMatchObject({ verdict: 'ready', evidence: { code: 'level-set' } });
  });

  it.each([['-O0'], ['-O2']])('set another option, compiled with %s', (optimised) => {
    const other = LEVEL.replace('IPV6_PROTECTION_LEVEL', 'IPV6_UNICAST_HOPS');
    expect(compile(`other${optimised}`, other, optimised).facts.protectionLevel).toBeNull();
  });
});
