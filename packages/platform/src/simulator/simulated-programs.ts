import {
  type ExecutableFacts,
  type ProgramException,
  programName,
  type SocketFunction,
} from '@teredo-fleet/teredo';
import type { ProgramReader } from '../programs/program-reader';
import type { ProgramRead } from '../programs/read-program';
import { between, pick, seededRandom } from './seeded-random';
import type { SimulatedMachine } from './simulated-machine';

type Known = Pick<SocketFunction, 'name' | 'kind'> & Partial<SocketFunction>;

const of = ({
  name,
  kind,
  library = 'ws2_32.dll',
  isDelayed = false,
  ordinal = null,
}: Known): SocketFunction => ({
  name,
  kind,
  library,
  isDelayed,
  ordinal,
});

const plain = (about: Partial<ExecutableFacts>): ExecutableFacts => ({
  kind: 'pe',
  machine: 'x86',
  isManaged: false,
  libraries: ['ws2_32.dll'],
  socketFunctions: [],
  gap: null,
  protectionLevel: null,
  ...about,
});

const OLD = plain({
  libraries: ['wsock32.dll'],
  socketFunctions: [
    of({ name: 'gethostbyname', kind: 'ipv4-only', library: 'wsock32.dll', ordinal: 52 }),
    of({ name: 'inet_addr', kind: 'ipv4-only', library: 'wsock32.dll', ordinal: 10 }),
    of({ name: 'inet_ntoa', kind: 'ipv4-only', library: 'wsock32.dll', ordinal: 11 }),
  ],
});
const NEW = plain({
  machine: 'x64',
  socketFunctions: [
    of({ name: 'getaddrinfo', kind: 'dual-stack' }),
    of({ name: 'getnameinfo', kind: 'dual-stack', isDelayed: true }),
  ],
  protectionLevel: { offset: 0x5f3a },
});
const WITHOUT_LEVEL = plain({ ...NEW, protectionLevel: null });
const MANAGED = plain({
  isManaged: true,
  libraries: [],
  socketFunctions: [
    of({ name: 'System.Net.Sockets.TcpListener.Create', kind: 'dual-stack', library: '.NET' }),
  ],
  protectionLevel: { member: 'System.Net.Sockets.Socket.SetIPProtectionLevel' },
});
const PACKED = plain({ gap: 'packed' });

/** Two releases of each program are about; the older one goes over IPv4 alone. */
const RELEASES: readonly (readonly [number, ExecutableFacts])[][] = [
  [
    [6, NEW],
    [3, OLD],
  ],
  [
    [7, MANAGED],
    [2, WITHOUT_LEVEL],
  ],
  [
    [5, OLD],
    [2, WITHOUT_LEVEL],
    [1, PACKED],
  ],
];
const EXCEPTIONS: readonly (readonly [number, ProgramException])[] = [
  [6, 'with-edge'],
  [2, 'without-edge'],
  [2, 'none'],
  [1, 'deferred'],
];

function seedOf(text: string): number {
  let seed = 0;
  for (const letter of text.toLowerCase()) seed = (Math.imul(seed, 31) + letter.charCodeAt(0)) >>> 0;
  return seed;
}

/** A simulated machine has nobody who would feel that it looks. */
export const SIMULATED_PACE = { spreadMs: 2_000, restMs: 100, everyMs: 60_000 };

/** What lies at a path on a simulated machine: the same each time, other on another machine, no file on some. */
export function createSimulatedProgramReader({ hostname, os }: SimulatedMachine): ProgramReader {
  const system = os.family;
  const streamOf = (path: string) => seededRandom(seedOf(`${hostname} ${path}`));

  function found(path: string): ProgramRead {
    const random = streamOf(path);
    if (random() < 0.12) return { outcome: 'missing', file: null, facts: null };
    const releases = RELEASES[seedOf(programName(path)) % RELEASES.length]!;
    const facts = pick(random, releases);
    const size = 40_960 + releases.findIndex(([, one]) => one === facts) * 12_288;
    return {
      outcome: 'inspected',
      file: { size, modifiedAt: Date.UTC(between(random, 2004, 2024), 5, 1) },
      facts,
    };
  }

  return {
    system,
    async read(path, known) {
      const read = found(path);
      const isKnown = read.file?.size === known?.size && read.file?.modifiedAt === known?.modifiedAt;
      return isKnown && known !== null ? { outcome: 'unchanged', file: known, facts: null } : read;
    },
    async exceptions() {
      if (system === 'linux') return () => 'not-applicable';
      return (path) =>
        pick(
          streamOf(`rule of ${path}`),
          os.servicePack !== null && os.version.startsWith('5.')
            ? [
                [3, 'allowed'],
                [1, 'none'],
              ]
            : EXCEPTIONS,
        );
    },
    close: () => undefined,
  };
}
