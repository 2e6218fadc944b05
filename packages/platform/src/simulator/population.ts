import type { NatKind } from '@teredo-fleet/teredo';
import type { Random } from './seeded-random';
import { between, hex, pick, seededRandom } from './seeded-random';
import { asShowcase } from './showcases';
import type {
  ChangeQuirk,
  Presence,
  SimulatedMachine,
  SimulatedSettings,
  SimulatedUser,
  UserHabit,
} from './simulated-machine';
import { DEAD_SERVER, GONE_SERVER, HALF_SERVER, SIMULATED_SERVER } from './simulated-servers';
import { isOldWindows, knowsNatAware, WINDOWS_CATALOGUE } from './windows-catalogue';

const LANGUAGES = [
  [50, 'en-US'],
  [18, 'zh-CN'],
  [14, 'de-DE'],
  [6, 'fr-FR'],
  [6, 'es-ES'],
  [6, 'ja-JP'],
] as const;

/** Where each language's machines stand: an office, its IANA zone. */
const OFFICES: Record<string, { code: string; timeZone: string }> = {
  'en-US': { code: 'NYC', timeZone: 'America/New_York' },
  'zh-CN': { code: 'SHA', timeZone: 'Asia/Shanghai' },
  'de-DE': { code: 'BER', timeZone: 'Europe/Berlin' },
  'fr-FR': { code: 'PAR', timeZone: 'Europe/Paris' },
  'es-ES': { code: 'MAD', timeZone: 'Europe/Madrid' },
  'ja-JP': { code: 'TYO', timeZone: 'Asia/Tokyo' },
};

const NATS: readonly (readonly [number, NatKind])[] = [
  [6, 'none'],
  [22, 'cone'],
  [20, 'restricted'],
  [36, 'restricted-port'],
  [10, 'symmetric-port'],
  [6, 'symmetric-address'],
];

const HABITS: readonly (readonly [number, UserHabit])[] = [
  [72, 'acknowledges'],
  [14, 'defers-once'],
  [6, 'refuses'],
  [8, 'ignores'],
];

const QUIRKS: readonly (readonly [number, ChangeQuirk])[] = [
  [95, 'none'],
  [3, 'no-effect'],
  [2, 'refused'],
];

/** Most clocks are right, some were set by hand or have an empty battery. */
const CLOCKS: readonly (readonly [number, number])[] = [
  [97, 0],
  [1, -7 * 60_000],
  [1, 95_000],
  [1, -3600_000],
];

const NAMES = [
  'alex',
  'bao',
  'chris',
  'dana',
  'emre',
  'fatima',
  'gita',
  'hana',
  'ines',
  'jonas',
  'kim',
  'lena',
];
const PERIODS_MS = [10, 20, 45].map((minutes) => minutes * 60_000);

function presenceOf(random: Random): Presence {
  if (random() < 0.85) return { kind: 'always' };
  const periodMs = PERIODS_MS[between(random, 0, PERIODS_MS.length - 1)]!;
  const onShare = pick(random, [
    [3, 0.8],
    [2, 0.4],
    [1, 0.05],
  ]);
  return { kind: 'rhythm', periodMs, onShare, phaseMs: between(random, 0, periodMs) };
}

function usersOf(random: Random, isServer: boolean): SimulatedUser[] {
  const count = isServer
    ? 0
    : pick(random, [
        [25, 0],
        [68, 1],
        [7, 2],
      ]);
  return Array.from({ length: count }, (_, index) => ({
    name: NAMES[between(random, 0, NAMES.length - 1)]!,
    session: `session-${index + 1}`,
    habit: pick(random, HABITS),
    answersAfterMs: between(random, 1_500, 20_000),
  }));
}

function settingsOf(random: Random, version: string): SimulatedSettings {
  const old = isOldWindows(version);
  const modern = knowsNatAware(version);
  const ipv6Installed = !old || random() < 0.5;
  return {
    ipv6Installed,
    teredoType: pick(random, [
      [modern ? 60 : 35, 'disabled'],
      [20, ipv6Installed ? 'client' : 'disabled'],
      [old ? 0 : 15, 'enterpriseclient'],
      [modern ? 10 : 0, 'natawareclient'],
      [modern ? 5 : 20, ipv6Installed ? 'default' : 'disabled'],
    ]),
    serverName: pick(random, [
      [44, SIMULATED_SERVER.name],
      [5, HALF_SERVER.name],
      [8, DEAD_SERVER.name],
      [3, GONE_SERVER.name],
      [40, modern ? 'win1910.ipv6.microsoft.com.' : 'teredo.ipv6.microsoft.com.'],
    ]),
    refreshIntervalSeconds: 30,
    clientPort: null,
    serviceState: random() < 0.95 ? 'running' : 'stopped',
    exception: { open: random() < 0.4, port: null },
  };
}

/** KB 929852: most machines leave it alone, some prefer IPv4, some lost every tunnel. */
function disabledComponentsOf(random: Random, version: string): number | null {
  if (isOldWindows(version)) return null;
  return pick(random, [
    [86, 0],
    [7, 0x20],
    [4, 0x08],
    [3, 0xff],
  ]);
}

function policyOf(random: Random, domainJoined: boolean, version: string): string | null {
  if (!domainJoined || isOldWindows(version)) return null;
  return pick(random, [
    [78, null],
    [14, 'Disabled'],
    [8, 'Enterprise Client'],
  ]);
}

function makeMachine(random: Random, index: number): SimulatedMachine {
  const os = pick(random, WINDOWS_CATALOGUE);
  const isServer = os.name.includes('Server');
  const language = pick(random, LANGUAGES);
  const { code, timeZone } = OFFICES[language]!;
  const domainJoined = random() < (isServer ? 0.9 : 0.45);
  const behindNat = pick(random, NATS);
  const publicAddress = `203.0.113.${between(random, 1, 254)}`;
  return {
    hostname: `${code}-${isServer ? 'SRV' : 'PC'}-${String(index + 1).padStart(4, '0')}`,
    hardwareId: hex(random, 16),
    bootId: hex(random, 16),
    timeZone,
    os,
    language,
    domainJoined,
    elevated: random() < 0.98,
    networkingPack: null,
    disabledComponents: disabledComponentsOf(random, os.version),
    policyTeredoState: policyOf(random, domainJoined, os.version),
    firewallOn: random() < 0.94,
    nat: behindNat,
    privateAddress:
      behindNat === 'none'
        ? publicAddress
        : `10.${between(random, 0, 255)}.${between(random, 0, 255)}.${between(random, 1, 254)}`,
    publicAddress,
    mappedPort: between(random, 1025, 65_000),
    nativeGlobalAddress: random() < 0.25 ? `2001:db8:${hex(random, 2)}::${hex(random, 2)}` : null,
    serverReachable: random() < 0.9,
    inUse: random() < 0.5,
    settings: settingsOf(random, os.version),
    users: usersOf(random, isServer),
    quirk: pick(random, QUIRKS),
    fault: 'none',
    presence: presenceOf(random),
    clockSkewMs: pick(random, CLOCKS),
  };
}

/**
 * Invents `count` varied machines, XP SP2 to Windows 11 in several display languages, behind every kind of NAT, some
 * ruled by policy, some often offline; among 200 every cause that a diagnosis knows. The same seed gives the same machines, and a larger count only adds some.
 */
export function makePopulation(count: number, seed: number): SimulatedMachine[] {
  return Array.from({ length: count }, (_, index) =>
    asShowcase(makeMachine(seededRandom(seed * 1_000_003 + index), index), index),
  );
}
