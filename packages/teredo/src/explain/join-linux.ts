import { capEvidence } from '../evidence';
import { observeLinux } from '../linux-observation';
import type { Observation } from '../observation';
import type { Link } from '../readers/link-reading';
import { readingOfLinks } from '../readers/link-text';
import { type MachineReadings, newest } from './machine-readings';
import type { SourcedOutput } from './sourced-output';

/** The interfaces that the newest output shows; ip tells more than ifconfig, so neither is added to the other. */
function linksOf(readings: MachineReadings): Link[] {
  return newest(readings.links)?.links ?? [];
}

/** Makes one observation of what a Linux or BSD machine printed. A log is evidence only. */
export function joinLinux(readings: MachineReadings, outputs: SourcedOutput[], at: number): Observation {
  const conf = newest(readings.miredo);
  return observeLinux({
    times: { configured: at, effective: at, reachable: at, firewall: at },
    links: readingOfLinks(linksOf(readings)),
    configuration: conf,
    configurationState: conf === null ? 'unreadable' : 'read',
    miredoInstalled: 'unknown',
    configuredToRun: newest(readings.units)?.enabled ?? 'unknown',
    serviceState: serviceState(readings),
    uid: null,
    ipv6Disabled: { state: 'unreadable', reason: 'not among the outputs' },
    release: newest(readings.releases) ?? { id: null, prettyName: null, versionId: null },
    locale: null,
    firewallOn: 'unknown',
    probe: null,
    ping: null,
    evidence: outputs.map(({ from, text }) => capEvidence(from, text)),
  });
}

/** Miredo makes its interface when it starts and takes it away when it ends; one that is up with its MTU is in use. */
function serviceState(readings: MachineReadings): 'running' | 'stopped' | 'unknown' {
  const told = newest(readings.units)?.state ?? 'unknown';
  if (told !== 'unknown') return told;
  const isInUse = linksOf(readings).some(
    ({ addresses, up, mtu }) =>
      up === true && mtu === 1280 && addresses.some(({ kind }) => kind === 'teredo'),
  );
  return isInUse ? 'running' : 'unknown';
}
