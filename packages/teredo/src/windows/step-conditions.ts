import type { BlockerCode, ChangeStep } from '../plan-types';
import type { ReadingName } from './windows-readings';
import { windowsReadings } from './windows-readings';
import { isOldRelease, type WindowsRelease } from './windows-release';

type Kind = ChangeStep['kind'];

const STEP_READINGS: Record<Kind, ReadingName[]> = {
  'install-ipv6': ['ipv6-driver', 'service-state', 'teredo-state'],
  'set-teredo': ['policy', 'disabled-components', 'teredo-by-powershell', 'teredo-dump', 'teredo-state'],
  'allow-teredo-through-firewall': ['firewall-policy', 'firewall-profiles', 'firewall-rules'],
  'remove-firewall-exception': ['firewall-policy', 'firewall-profiles', 'firewall-rules'],
  'start-service': ['service-start', 'service-state', 'teredo-state'],
};

/** What is read before a step and again after it, on a release: the ones it has. */
export function readingsOfStep(kind: Kind, release: WindowsRelease): ReadingName[] {
  const wanted = STEP_READINGS[kind];
  return windowsReadings(release)
    .map(({ name }) => name)
    .filter((name) => wanted.indexOf(name) !== -1);
}

const ALWAYS: BlockerCode[] = ['not-elevated', 'unreadable'];

function particular(kind: Kind, release: WindowsRelease): BlockerCode[] {
  const old = isOldRelease(release);
  const ofPack: BlockerCode[] = release === 'xp-sp1' ? ['networking-pack-missing'] : [];
  switch (kind) {
    case 'install-ipv6':
      return ofPack;
    case 'set-teredo':
      return ofPack.concat(
        old || release === 'vista' ? [] : ['group-policy-rules'],
        old ? ['ipv6-missing'] : ['disabled-components', 'ipv6-missing'],
        ['firewall-off', 'teredo-client-missing'],
        release === '10' || release === '11' ? [] : ['unsupported-os'],
      );
    case 'allow-teredo-through-firewall':
    case 'remove-firewall-exception':
      return release === 'xp-sp1' ? ['unsupported-os'] : ['group-policy-rules'];
    case 'start-service':
      return ['teredo-client-missing'];
    default: {
      const unknown: never = kind;
      throw new TypeError(`unknown step ${unknown}`);
    }
  }
}

/** What may stand in the way of a step on a release. */
export function blockersOfStep(kind: Kind, release: WindowsRelease): BlockerCode[] {
  return ALWAYS.concat(particular(kind, release));
}
