import type { PeerPing, RawLinux, RawNote, TeredoProbe } from '@teredo-fleet/teredo';
import { findProgram, ProgramError, runToSuccess } from '../spawn';
import { readsAsFirewallOn } from './firewall-reader';
import type { LinuxSettings } from './linux-settings';
import type { MiredoService } from './miredo-service';
import { readRawFile, readTextOrNull } from './read-file';

const TIMEOUT_MS = 10_000;

/** What was measured, and when. */
export interface Measurement {
  at: number;
  probe: TeredoProbe | null;
  ping: PeerPing | null;
}

/** Everything a gathering rests on. `now` gives milliseconds since 1970. */
export interface GatheringTools {
  settings: LinuxSettings;
  miredo: MiredoService;
  now: () => number;
}

/** Standard output of a program, or null with a note of why there is none. */
async function outputOf(program: string, args: string[], notes: RawNote[]): Promise<string | null> {
  try {
    return await runToSuccess({ program, args, timeoutMs: TIMEOUT_MS });
  } catch (error) {
    if (!(error instanceof ProgramError)) throw error;
    notes.push({ source: `${program} ${args.join(' ')}`, text: error.message });
    return null;
  }
}

async function readFirewall(notes: RawNote[]): Promise<boolean | 'unknown'> {
  if (findProgram('nft') === null) return 'unknown';
  const json = await outputOf('nft', ['-j', 'list', 'ruleset'], notes);
  if (json === null) return 'unknown';
  return readsAsFirewallOn(json, await readTextOrNull('/proc/net/ip6_tables_names'));
}

/** The system's language: locale.conf(5), or /etc/default/locale on Debian. */
async function readLocale(): Promise<string | null> {
  for (const path of ['/etc/locale.conf', '/etc/default/locale']) {
    const found = /^LANG="?([^"\n]*)"?$/m.exec((await readTextOrNull(path)) ?? '')?.[1];
    if (found !== undefined) return found;
  }
  return null;
}

async function readService(miredo: MiredoService, notes: RawNote[]) {
  try {
    const service = await miredo.state();
    notes.push({ source: 'miredo service', text: service.note });
    return service;
  } catch (error) {
    if (!(error instanceof ProgramError)) throw error;
    notes.push({ source: 'miredo service', text: error.message });
    return { state: 'unknown', configuredToRun: 'unknown' } as const;
  }
}

/** Gathers raw texts; `measure` runs last and is told the addresses and the configuration that were found. */
export async function gatherLinux(
  tools: GatheringTools,
  measure: (addressJson: string | null, configuration: string | null) => Promise<Measurement>,
): Promise<RawLinux> {
  const { settings, miredo, now } = tools;
  const notes: RawNote[] = [];
  const miredoConfiguration = await readRawFile(settings.miredoConf);
  const configuredAt = now();
  const service = await readService(miredo, notes);
  const ipAddressJson = await outputOf('ip', ['-j', '-6', 'addr'], notes);
  const ipRouteJson = await outputOf('ip', ['-j', '-6', 'route'], notes);
  const effectiveAt = now();
  const firewallOn = await readFirewall(notes);
  const firewallAt = now();
  const text = miredoConfiguration.state === 'read' ? miredoConfiguration.text : null;
  const measured = await measure(ipAddressJson, text);
  return {
    times: { configured: configuredAt, effective: effectiveAt, reachable: measured.at, firewall: firewallAt },
    ipAddressJson,
    ipRouteJson,
    miredoConfiguration,
    miredoInstalled: findProgram('miredo') !== null,
    configuredToRun: service.configuredToRun,
    serviceState: service.state,
    uid: process.getuid?.() ?? null,
    ipv6Disabled: await readRawFile('/proc/sys/net/ipv6/conf/all/disable_ipv6'),
    osRelease: await readTextOrNull('/etc/os-release'),
    locale: await readLocale(),
    firewallOn,
    probe: measured.probe,
    ping: measured.ping,
    notes,
  };
}
