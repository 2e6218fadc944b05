import type { LinkRoutesReading, LinksReading } from '../../readers/link-reading';
import { teredoAddressOf } from '../../readers/link-text';
import type { MiredoConfiguration } from '../../readers/miredo-configuration';
import type { MiredoLogReading } from '../../readers/miredo-log-reading';
import type { OsRelease } from '../../readers/os-release';
import type { UnitStatus } from '../../readers/unit-status';
import { fact, factOf, type OutputFact, told, yesNo } from './output-fact';

export function miredoConfigurationFacts(conf: MiredoConfiguration): OutputFact[] {
  const role = {
    client: 'client',
    relay: 'relay, not a client: it serves others and gives this machine no IPv6 internet',
    unknown: 'not understood',
  }[conf.relayType];
  return told([
    fact('Role', role),
    fact('Server', conf.serverAddress ?? 'none named: Miredo cannot start as a client'),
    factOf('Second server address', conf.serverAddress2),
    factOf('Interface', conf.interfaceName),
    factOf('Local address', conf.bindAddress),
    factOf(
      'Client port',
      conf.bindPort === null ? null : conf.bindPort === 'unknown' ? 'not understood' : `UDP ${conf.bindPort}`,
    ),
  ]);
}

/** How many of the last lines are shown. */
const LAST_LINES = 5;

export function miredoLogFacts({ lines, teredoAddresses, mtu }: MiredoLogReading): OutputFact[] {
  const last = lines.slice(-LAST_LINES).map(({ text }) => text.trim());
  return told([
    factOf('Teredo address named', teredoAddresses.join(', ') || null),
    factOf('MTU named', mtu),
    fact('Last lines', last.join(' / ')),
    fact('Worth', 'evidence only: a log that says started is no proof that packets get through'),
  ]);
}

const UP = { true: 'up', false: 'down', unknown: 'not said whether up' };

export function linksFacts({ links, teredoAddresses, nativeGlobalAddress }: LinksReading): OutputFact[] {
  const tunnels = links.filter((link) => teredoAddressOf(link) !== null || /teredo|miredo/i.test(link.name));
  const facts = tunnels.map(({ name, up, mtu }) =>
    fact(
      `Interface ${name}`,
      `${UP[`${up}`]}${mtu === null ? '' : `, MTU ${mtu}${mtu === 1280 ? '' : ': Miredo sets 1280 once it is connected'}`}`,
    ),
  );
  const several =
    teredoAddresses.length > 1 ? `; all but one of the ${teredoAddresses.length} are left over` : '';
  facts.push(fact('Teredo address', (teredoAddresses.join(', ') || 'none') + several));
  facts.push(fact('IPv6 of its own', nativeGlobalAddress ?? 'none seen'));
  return facts;
}

export function linkRoutesFacts({ hasDefaultRoute, hasTeredoRoute }: LinkRoutesReading): OutputFact[] {
  return [
    fact('Route to all of IPv6', hasDefaultRoute ? 'there' : 'none'),
    fact('Route to Teredo (2001::/32)', hasTeredoRoute ? 'there' : 'none'),
  ];
}

export function osReleaseFacts({ prettyName, id, versionId }: OsRelease): OutputFact[] {
  return [fact('System', prettyName ?? `${id ?? 'Linux'} ${versionId ?? ''}`.trim())];
}

const UNIT_STATES = { running: 'runs', stopped: 'does not run' };

/** What systemd says of a service. */
export function unitStatusFacts({ unit, state, stateText, enabled, missing }: UnitStatus): OutputFact[] {
  const name = unit ?? 'A service';
  if (missing) return [fact(name, 'there is no unit of that name')];
  const words = state === null || state === 'unknown' ? 'not understood' : UNIT_STATES[state];
  return told([
    state === null ? null : fact(name, `${words}: ${stateText}`),
    factOf('Starts with the system', yesNo(enabled)),
  ]);
}
