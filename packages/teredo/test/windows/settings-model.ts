import type { ChangeStep, WindowsRelease, WindowsSettings } from '../../src/index';
import { isOldRelease } from '../../src/index';

/** A machine as it comes, with IPv6. */
export function untouched(release: WindowsRelease): WindowsSettings {
  return {
    ipv6Installed: true,
    teredo: { type: null, serverName: null, refreshIntervalSeconds: null, clientPort: null },
    service: { running: true, start: 'auto' },
    firewall: {
      openPorts: [],
      ownPorts: [],
      ownAllowRule: false,
      ownBlockRule: false,
      othersAllow: !isOldRelease(release),
    },
  };
}

function afterFirewall(step: ChangeStep, release: WindowsRelease, now: WindowsSettings): WindowsSettings {
  const opens = step.kind === 'allow-teredo-through-firewall';
  const { firewall } = now;
  if (!isOldRelease(release)) {
    const ownBlockRule = !opens && firewall.othersAllow;
    return { ...now, firewall: { ...firewall, ownAllowRule: opens, ownBlockRule } };
  }
  const port = 'port' in step ? Number(step.port) : 0;
  const changed = (ports: number[]) => ports.filter((one) => one !== port).concat(opens ? [port] : []);
  const { openPorts, ownPorts } = firewall;
  return { ...now, firewall: { ...firewall, openPorts: changed(openPorts), ownPorts: changed(ownPorts) } };
}

/** What a step makes of a machine where everything goes as it should. */
export function settingsAfter(
  step: ChangeStep,
  release: WindowsRelease,
  now: WindowsSettings,
): WindowsSettings {
  if (step.kind === 'install-ipv6')
    return { ...now, ipv6Installed: true, service: { running: true, start: 'auto' } };
  if (step.kind === 'start-service') return { ...now, service: { running: true, start: 'auto' } };
  if (step.kind !== 'set-teredo') return afterFirewall(step, release, now);
  const { type, serverName, refreshIntervalSeconds, clientPort } = step;
  const { teredo } = now;
  return {
    ...now,
    teredo: {
      type,
      serverName: serverName ?? teredo.serverName,
      refreshIntervalSeconds: refreshIntervalSeconds ?? teredo.refreshIntervalSeconds,
      clientPort: clientPort ?? teredo.clientPort,
    },
  };
}
