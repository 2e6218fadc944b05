import { uniqueTexts } from '../text/unique';
import type { FirewallRule } from './firewall-reading';
import { actionOf, directionOf, enabledOf, makeRule, profilesOf, protocolOf } from './firewall-words';
import { RAW_TEXT_CAP } from './not-understood';

const RULE = /v2\.[0-9]{1,4}\|/i;

interface Pair {
  name: string;
  value: string;
}

function pairsOf(text: string): Pair[] {
  const pairs: Pair[] = [];
  for (const piece of text.split('|')) {
    const equals = piece.indexOf('=');
    if (equals > 0)
      pairs.push({ name: piece.slice(0, equals).toLowerCase(), value: piece.slice(equals + 1) });
  }
  return pairs;
}

function valueNamed(pairs: Pair[], name: string): string | null {
  for (const pair of pairs) if (pair.name === name) return pair.value;
  return null;
}

/** `LPort=Teredo`, `LPort=80|LPort=443`, `LPort2_10=5000-5010`. */
function portsOfPairs(pairs: Pair[]): string[] | null {
  const ports = pairs.filter(({ name }) => name.indexOf('lport') === 0).map(({ value }) => value);
  return ports.length === 0 ? null : ports;
}

/** `RA4=LocalSubnet|RA6=LocalSubnet`, `RA42=IntErnet`: each once; a rule without them is for anybody. */
function remoteOfPairs(pairs: Pair[]): string[] | null {
  const named = pairs.filter(({ name }) => /^ra[46]/.test(name)).map(({ value }) => value);
  return named.length === 0 ? null : uniqueTexts(named);
}

/** `Profile=Domain|Profile=Private`; a rule without them is for every network. */
function profilesOfPairs(pairs: Pair[]): FirewallRule['profiles'] {
  const named = pairs.filter(({ name }) => name === 'profile').map(({ value }) => value);
  return named.length === 0 ? null : profilesOf(uniqueTexts(named).join(','));
}

/** A rule string is complete, so that what it doesn't name is off. */
function edgeOfPairs(pairs: Pair[]): FirewallRule['edge'] {
  const defer = (valueNamed(pairs, 'defer') ?? '').toLowerCase();
  if (defer === 'app') return 'defer-to-app';
  if (defer === 'user') return 'defer-to-user';
  return (valueNamed(pairs, 'edge') ?? '').toLowerCase() === 'true' ? 'yes' : 'no';
}

/** The id stands before the string: `"CoreNet-Teredo-In"="v2.30|..."`, or in the first column of `reg query`. */
function idBefore(text: string): string | null {
  const match = /([A-Za-z0-9{][A-Za-z0-9_{}.-]{0,120})"?\s{0,40}(?:=\s{0,9}"?|REG_SZ\s{1,40})$/.exec(
    text.slice(-240),
  );
  return match === null ? null : (match[1] ?? null);
}

const known = <Value>(value: string | null, read: (value: string) => Value): Value | null =>
  value === null ? null : read(value);

/** Reads a rule string of the registry (version 2.x) in a line; null when there is none. */
export function readRegistryRule(line: string): FirewallRule | null {
  const match = RULE.exec(line);
  if (match === null) return null;
  const pairs = pairsOf(line.slice(match.index));
  return makeRule({
    source: 'registry',
    raw: line.trim().slice(0, RAW_TEXT_CAP),
    id: idBefore(line.slice(0, match.index)),
    displayName: valueNamed(pairs, 'name'),
    enabled: known(valueNamed(pairs, 'active'), enabledOf),
    action: known(valueNamed(pairs, 'action'), actionOf),
    direction: known(valueNamed(pairs, 'dir'), directionOf),
    protocol: known(valueNamed(pairs, 'protocol'), protocolOf) ?? 'any',
    localPorts: portsOfPairs(pairs),
    remoteAddresses: remoteOfPairs(pairs),
    profiles: profilesOfPairs(pairs),
    program: known(valueNamed(pairs, 'app'), (path) => path.replace(/\\\\/g, '\\')),
    service: valueNamed(pairs, 'svc'),
    edge: edgeOfPairs(pairs),
  });
}
