import { closePort, openPort, resetTeredo } from './step-deeds';
import type { WindowsDeed } from './windows-deed';
import { deedIfNeeded, deedOf } from './windows-deed';
import { isOldRelease, type WindowsRelease } from './windows-release';
import type { LocalFirewall, LocalTeredo, WindowsSettings } from './windows-settings';

function isSameTeredo(one: LocalTeredo, other: LocalTeredo): boolean {
  return (
    (one.type ?? 'default') === (other.type ?? 'default') &&
    one.serverName === other.serverName &&
    one.refreshIntervalSeconds === other.refreshIntervalSeconds &&
    one.clientPort === other.clientPort
  );
}

function without(ports: number[], others: number[]): number[] {
  return ports.filter((port) => others.indexOf(port) === -1);
}

function either(ports: number[], others: number[]): number[] {
  return ports.concat(without(others, ports));
}

/** The ports that jobs open and close: the one that Teredo is set to, and what stands under this product's name. */
function ownPortsOf({ teredo, firewall }: WindowsSettings): number[] {
  return either(firewall.ownPorts, teredo.clientPort === null ? [] : [teredo.clientPort]);
}

/** Ports of others stay as they are found, whatever they were before. */
function portDeeds(release: WindowsRelease, earlier: WindowsSettings, now: WindowsSettings): WindowsDeed[] {
  const own = either(ownPortsOf(earlier), ownPortsOf(now));
  const ofOurs = (ports: number[]): number[] => ports.filter((port) => own.indexOf(port) !== -1);
  const wereOpen = ofOurs(earlier.firewall.openPorts);
  const areOpen = ofOurs(now.firewall.openPorts);
  // One under our name may be open to some only, or in one network.
  const inPart = without(now.firewall.ownPorts, either(earlier.firewall.ownPorts, wereOpen));
  const toClose = either(without(areOpen, wereOpen), inPart).map((port) => closePort(release, port));
  return toClose.concat(without(wereOpen, areOpen).map((port) => openPort(release, port)));
}

function ruleDeeds(release: WindowsRelease, earlier: LocalFirewall, now: LocalFirewall): WindowsDeed[] {
  const deeds: WindowsDeed[] = [];
  if (now.ownBlockRule && !earlier.ownBlockRule) deeds.push(deedIfNeeded(release, 'delete-block-rule'));
  if (now.ownAllowRule && !earlier.ownAllowRule) deeds.push(deedIfNeeded(release, 'delete-allow-rule'));
  if (earlier.ownAllowRule && !now.ownAllowRule) deeds.push(deedOf(release, 'add-allow-rule'));
  if (earlier.ownBlockRule && !now.ownBlockRule) deeds.push(deedOf(release, 'add-block-rule'));
  return deeds;
}

function serviceDeeds(
  release: WindowsRelease,
  earlier: WindowsSettings['service'],
  now: WindowsSettings['service'],
): WindowsDeed[] {
  if (earlier === null || now === null) return [];
  const service = isOldRelease(release) ? '6to4' : 'iphlpsvc';
  const deeds: WindowsDeed[] = [];
  if (now.running && !earlier.running) deeds.push(deedIfNeeded(release, 'stop-service', { service }));
  if (now.start !== earlier.start)
    deeds.push(deedOf(release, 'set-service-start', { service, start: earlier.start }));
  if (earlier.running && !now.running) deeds.push(deedIfNeeded(release, 'start-service', { service }));
  return deeds;
}

/**
 * What gives a machine back what it was: `earlier` was saved before a job, `now` is read at the rollback, and nothing is
 * done where both agree. On Windows XP and 2003 only the ports of Teredo and of this product are given back. IPv6 that was not there goes last; Windows XP takes it away at the next restart. Throws
 * WindowsCommandError for an earlier value that no command sets: see `checkCanBeRestored`.
 */
export function restoreDeeds(
  release: WindowsRelease,
  earlier: WindowsSettings,
  now: WindowsSettings,
): WindowsDeed[] {
  const deeds = isOldRelease(release)
    ? portDeeds(release, earlier, now)
    : ruleDeeds(release, earlier.firewall, now.firewall);
  if (!isSameTeredo(earlier.teredo, now.teredo)) deeds.push(resetTeredo(release, earlier.teredo));
  const uninstalls = isOldRelease(release) && now.ipv6Installed && !earlier.ipv6Installed;
  return deeds.concat(
    serviceDeeds(release, earlier.service, now.service),
    uninstalls ? [deedOf(release, 'uninstall-ipv6')] : [],
  );
}

/** Throws WindowsCommandError for a value that no command sets, so that a job which saves it must not begin. */
export function checkCanBeRestored(release: WindowsRelease, earlier: WindowsSettings): void {
  resetTeredo(release, earlier.teredo);
}
