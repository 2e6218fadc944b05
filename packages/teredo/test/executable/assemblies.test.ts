import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readerOf } from '../../src/executable/byte-source';
import { inspectExecutable } from '../../src/executable/inspect-executable';
import { judgeReadiness } from '../../src/executable/judge-readiness';
import { readAssembly } from '../../src/executable/read-assembly';
import { readPeHeaders } from '../../src/executable/read-headers';
import { monodisMembers, monodisNatives } from './monodis';

const COMPILER = '/usr/bin/mcs';
const DISASSEMBLER = '/usr/bin/monodis';
/** What Debian's compiler of C# brings along. */
const MONO = '/usr/lib/mono/4.5';
const ASSEMBLIES = [
  'mscorlib.dll',
  'System.dll',
  'System.Core.dll',
  'System.Xml.dll',
  'System.Security.dll',
  'System.Numerics.dll',
  'System.Configuration.dll',
  'Mono.Security.dll',
  'Microsoft.CSharp.dll',
  'mcs.exe',
  'gacutil.exe',
];

const sourceOf = (bytes: Uint8Array) => ({
  size: bytes.length,
  read: (offset: number, length: number) => bytes.subarray(offset, offset + length),
});
const inspect = (bytes: Uint8Array) => inspectExecutable(sourceOf(bytes));

describe.skipIf(!existsSync(DISASSEMBLER) || !existsSync(MONO))('assemblies of Mono', () => {
  it.each(ASSEMBLIES)('name what monodis reads: %s', (name) => {
    const path = join(MONO, name);
    const reader = readerOf(sourceOf(readFileSync(path)));
    const { members, natives, isWhole } = readAssembly(reader, readPeHeaders(reader)!, {
      type: () => true,
      library: () => true,
    });
    expect(isWhole).toBe(true);
    // A type within another one monodis names with its outer one.
    const plain = monodisMembers(path).filter((one) => !one.includes('/'));
    const mine = members.map(({ type, member }) => `${type}.${member}`).filter((one) => !one.startsWith('/'));
    expect(mine.sort()).toEqual(plain.sort());
    expect(natives.flatMap(({ library, names }) => names.map((one) => `${library} ${one}`)).sort()).toEqual(
      monodisNatives(path).sort(),
    );
  });
});

describe.skipIf(!existsSync(COMPILER))('assemblies that were compiled just now', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'assemblies-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function compile(name: string, body: string, members = ''): Uint8Array {
    const [source, program] = [join(folder, `${name}.cs`), join(folder, `${name}.exe`)];
    writeFileSync(
      source,
      `using System.Net; using System.Net.Sockets; using System.Runtime.InteropServices;
       class Program { ${members} static void Main(string[] args) { ${body} } }`,
    );
    execFileSync(COMPILER, ['-nowarn:618', `-out:${program}`, source]);
    return readFileSync(program);
  }

  const OLD = 'Dns.GetHostByName(args[0]);';
  const NEW = 'TcpListener.Create(80);';
  const ASKED = 'Dns.GetHostEntry(args[0]);';
  const PARSED = 'var address = IPAddress.Parse(args[0]);';
  const IPV4_SOCKET = 'new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)';
  const WEB = 'WebRequest.Create(args[0]);';

  it.each([
    ['old', OLD, 'not-ready', ['Dns.GetHostByName']],
    ['old with a socket', `${OLD} ${IPV4_SOCKET}.Listen(1);`, 'not-ready', ['Dns.GetHostByName']],
    ['both', OLD + ASKED, 'cannot-tell', ['Dns.GetHostByName', 'Dns.GetHostEntry']],
    ['listener of both', NEW, 'ready', ['Sockets.TcpListener.Create']],
    ['any address', 'new TcpListener(IPAddress.IPv6Any, 80);', 'ready', ['IPAddress.IPv6Any']],
    [
      'socket of both',
      'new Socket(SocketType.Stream, 0).DualMode = true;',
      'ready',
      ['Sockets.Socket.set_DualMode'],
    ],
    ['web', WEB, 'ready', ['WebRequest.Create']],
    ['web and names', ASKED + WEB, 'ready', ['WebRequest.Create']],
    ['web beside a socket', `${WEB} new TcpClient();`, 'cannot-tell', ['Sockets.TcpClient..ctor']],
    ['forms', `${PARSED} IPAddress.Parse(args[1]);`, 'cannot-tell', ['IPAddress.Parse']],
    ['look-up', 'Dns.GetHostAddresses(args[0]);', 'cannot-tell', ['Dns.GetHostAddresses']],
    [
      'address and socket of IPv4',
      `${PARSED} ${IPV4_SOCKET}.Connect(address, 80);`,
      'cannot-tell',
      ['IPAddress.Parse', 'Sockets.Socket..ctor'],
    ],
    [
      'look-up and client of IPv4',
      `new TcpClient().Connect(Dns.GetHostEntry(args[0]).AddressList, 80);`,
      'cannot-tell',
      ['Dns.GetHostEntry', 'Sockets.TcpClient..ctor'],
    ],
    ['listener of IPv4', 'new TcpListener(80);', 'cannot-tell', ['Sockets.TcpListener..ctor']],
    ['datagrams of IPv4', 'new UdpClient(80);', 'cannot-tell', ['Sockets.UdpClient..ctor']],
    ['neither', 'System.Console.WriteLine(args[0]);', 'cannot-tell', []],
  ])('are judged by the members that they name: %s', (name, body, verdict, names) => {
    const facts = inspect(compile(name, body));
    expect(facts).toMatchObject({ kind: 'pe', isManaged: true, gap: null });
    const { sockets } = judgeReadiness(facts);
    expect(sockets.verdict).toBe(verdict);
    expect([...sockets.evidence.names].sort()).toEqual(names.map((one) => `System.Net.${one}`));
  });

  it('are judged by the native functions that they call, too', () => {
    const facts = inspect(
      compile(
        'native',
        'gethostbyname(args[0]);',
        '[DllImport("Ws2_32")] static extern System.IntPtr gethostbyname(string name);',
      ),
    );
    expect(facts.socketFunctions).toEqual([
      { name: 'gethostbyname', library: 'ws2_32.dll', kind: 'ipv4-only', isDelayed: true, ordinal: null },
    ]);
    expect(facts.libraries).toContain('ws2_32.dll');
    expect(judgeReadiness(facts).sockets.verdict).toBe('not-ready');
  });

  it.each([
    [
      'socket',
      'new Socket(SocketType.Stream, 0).SetIPProtectionLevel(IPProtectionLevel.Unrestricted);',
      ['System.Net.Sockets.Socket.SetIPProtectionLevel'],
    ],
    [
      'listener',
      'new TcpListener(IPAddress.IPv6Any, 80).AllowNatTraversal(true);',
      ['System.Net.Sockets.TcpListener.AllowNatTraversal'],
    ],
    [
      'option',
      'new Socket(SocketType.Stream, 0).SetSocketOption(SocketOptionLevel.IPv6, SocketOptionName.IPProtectionLevel, 10);',
      [],
    ],
  ])('set the protection level: %s', (name, body, names) => {
    const { protectionLevel } = judgeReadiness(inspect(compile(name, body)));
    expect(protectionLevel).toMatchObject({ verdict: 'ready', evidence: { code: 'level-set', names } });
  });

  it('set another option', () => {
    const body =
      'new Socket(SocketType.Stream, 0).SetSocketOption(SocketOptionLevel.IPv6, SocketOptionName.HopLimit, 10);';
    expect(inspect(compile('other', body)).protectionLevel).toBeNull();
  });

  it('with any bytes changed, or cut off anywhere, are judged, and never read for ever', () => {
    const whole = compile('damaged', OLD + NEW);
    const change = fc.record({ at: fc.nat(whole.length - 1), byte: fc.nat(255) });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), fc.nat(whole.length), (changes, cutOff) => {
        const bytes = Uint8Array.from(whole);
        for (const { at, byte } of changes) bytes[at] = byte;
        const verdicts = [bytes, bytes.subarray(0, cutOff)].map((one) => judgeReadiness(inspect(one)));
        for (const { sockets } of verdicts)
          expect(['ready', 'not-ready', 'cannot-tell']).toContain(sockets.verdict);
      }),
      { numRuns: 500 },
    );
  });

  it('whose metadata can not be read say so', () => {
    const bytes = Uint8Array.from(compile('without', NEW));
    const text = Buffer.from(bytes).toString('latin1');
    bytes[text.indexOf('BSJB')] = 0;
    const facts = inspect(bytes);
    expect(facts).toMatchObject({ isManaged: true, gap: 'metadata' });
    expect(judgeReadiness(facts).sockets).toMatchObject({
      verdict: 'cannot-tell',
      evidence: { code: 'not-read-whole' },
    });
  });
});
