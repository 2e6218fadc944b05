import type { ChangeStep } from '../plan-types';
import { OPEN_PORT_NAME } from './command-table';
import type { ParameterValues } from './command-template';
import { WindowsCommandError } from './command-template';
import type { FirewallApiCall, WindowsDeed } from './windows-deed';
import { deedIfNeeded, deedOf } from './windows-deed';
import { isOldRelease, NEW_RELEASES, type WindowsRelease } from './windows-release';
import type { LocalTeredo, WindowsSettings } from './windows-settings';

type SetTeredo = Extract<ChangeStep, { kind: 'set-teredo' }>;

function teredoDeed(release: WindowsRelease, values: ParameterValues): WindowsDeed {
  if (isOldRelease(release)) return deedOf(release, 'set-teredo-of-xp', values);
  const isNew = NEW_RELEASES.indexOf(release) !== -1;
  return deedOf(release, isNew ? 'set-teredo-of-10' : 'set-teredo', values);
}

/** Windows XP calls it `disable`. */
function typeWord(release: WindowsRelease, type: string): string {
  return type === 'disabled' && isOldRelease(release) ? 'disable' : type;
}

function setTeredo(release: WindowsRelease, step: SetTeredo): WindowsDeed {
  return teredoDeed(release, {
    type: typeWord(release, step.type),
    servername: step.serverName,
    refreshinterval: step.refreshIntervalSeconds,
    clientport: step.clientPort,
  });
}

/** Gives every value back, those that were not set by the word for it. */
export function resetTeredo(release: WindowsRelease, earlier: LocalTeredo): WindowsDeed {
  return teredoDeed(release, {
    type: typeWord(release, earlier.type ?? 'default'),
    servername: earlier.serverName ?? 'default',
    refreshinterval: earlier.refreshIntervalSeconds ?? 'default',
    clientport: earlier.clientPort ?? 'default',
  });
}

function withApi(deed: WindowsDeed, call: FirewallApiCall): WindowsDeed {
  return { ...deed, ways: deed.ways.concat({ kind: 'api', call }) };
}

export function openPort(release: WindowsRelease, port: number): WindowsDeed {
  const call: FirewallApiCall = { object: 'HNetCfg.FwMgr', deed: 'open-port', port, name: OPEN_PORT_NAME };
  return withApi(deedOf(release, 'open-port', { port }), call);
}

export function closePort(release: WindowsRelease, port: number): WindowsDeed {
  const call: FirewallApiCall = { object: 'HNetCfg.FwMgr', deed: 'close-port', port, name: OPEN_PORT_NAME };
  return withApi(deedOf(release, 'close-port', { port }), call);
}

function portOf(port: number | 'teredo'): number {
  if (port !== 'teredo') return port;
  throw new WindowsCommandError(
    'The firewall of Windows XP and 2003 knows ports only, and no port was named.',
  );
}

function letIn(release: WindowsRelease, port: number | 'teredo'): WindowsDeed[] {
  if (isOldRelease(release)) return [openPort(release, portOf(port))];
  return [
    deedIfNeeded(release, 'delete-block-rule'),
    deedIfNeeded(release, 'delete-allow-rule'),
    deedOf(release, 'add-allow-rule'),
  ];
}

/** Our own rule goes; where others let Teredo in as well, one of ours has to block it. */
function keepOut(release: WindowsRelease, port: number | 'teredo', now: WindowsSettings): WindowsDeed[] {
  if (isOldRelease(release)) return [closePort(release, portOf(port))];
  const deeds = [deedIfNeeded(release, 'delete-allow-rule'), deedIfNeeded(release, 'delete-block-rule')];
  return now.firewall.othersAllow ? deeds.concat(deedOf(release, 'add-block-rule')) : deeds;
}

function startService(release: WindowsRelease, service: string, now: WindowsSettings): WindowsDeed[] {
  const starts = now.service !== null && now.service.start === 'auto';
  const deeds = starts ? [] : [deedOf(release, 'set-service-start', { service, start: 'auto' })];
  return deeds.concat(deedOf(release, 'start-service', { service }));
}

/**
 * What is done for a step on a release of Windows, in this order; `now` is what the machine is before. Throws
 * WindowsCommandError where Windows has no command for it: the plan blocks such a step.
 */
export function stepDeeds(step: ChangeStep, release: WindowsRelease, now: WindowsSettings): WindowsDeed[] {
  switch (step.kind) {
    case 'install-ipv6':
      return [deedOf(release, 'install-ipv6')];
    case 'set-teredo':
      return [setTeredo(release, step)];
    case 'allow-teredo-through-firewall':
      return letIn(release, step.port);
    case 'remove-firewall-exception':
      return keepOut(release, step.port, now);
    case 'start-service':
      return startService(release, step.service, now);
    default: {
      const unknown: never = step;
      throw new TypeError(`unknown step ${JSON.stringify(unknown)}`);
    }
  }
}
