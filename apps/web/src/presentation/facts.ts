import {
  CircleCheck,
  CircleHelp,
  CircleMinus,
  CircleSlash,
  CircleX,
  Moon,
  Power,
  PowerOff,
  Radar,
  Route,
  Settings2,
  Waypoints,
} from 'lucide-react';
import type { Look } from './look';

const UNKNOWN: Look = { word: 'Unknown', icon: CircleHelp, tone: 'warn' };
const NEVER: Look = { word: 'Not read yet', icon: CircleMinus, tone: 'idle' };

const TYPES: Record<string, string> = {
  disabled: 'Disabled',
  client: 'Client',
  enterpriseclient: 'Enterprise client',
  natawareclient: 'NAT-aware client',
  server: 'Server',
  relay: 'Relay',
  automatic: 'Automatic',
};

/** What is written down: Teredo's type. */
export function configuredLook(type: string | null): Look {
  if (type === null) return NEVER;
  if (type === 'unknown') return UNKNOWN;
  if (type === 'disabled') return { word: 'Disabled', icon: PowerOff, tone: 'idle' };
  if (type === 'default') return { word: 'System default', icon: Settings2, tone: 'idle' };
  return { word: TYPES[type] ?? type, icon: Power, tone: 'accent' };
}

/** What the running client says of itself. */
export function effectiveLook(state: string | null): Look {
  switch (state) {
    case null:
      return NEVER;
    case 'offline':
      return { word: 'Offline', icon: CircleSlash, tone: 'idle' };
    case 'dormant':
      return { word: 'Dormant', icon: Moon, tone: 'info' };
    case 'probe':
      return { word: 'Probing', icon: Radar, tone: 'warn' };
    case 'qualified':
      return { word: 'Qualified', icon: Route, tone: 'ok' };
    default:
      return UNKNOWN;
  }
}

/** What Teredo is on a machine. Only a client reaches the IPv6 internet through it. */
export const ROLES: Readonly<Record<string, string>> = {
  client: 'Teredo client',
  'host-specific-relay': 'Host-specific relay',
  relay: 'Relay',
  server: 'Server',
  none: 'None',
  unknown: 'Unknown',
};

export const roleWord = (role: string): string => ROLES[role] ?? role;

/** What its qualified state is not to be taken for; null where it is what it says. */
export function roleRemark(role: string | null): string | null {
  const relays = role === 'host-specific-relay' || role === 'relay' || role === 'server';
  return relays ? 'gives no IPv6 internet' : null;
}

/** Whether a Teredo peer answered. */
export function reachableLook(verdict: string | null): Look {
  if (verdict === 'yes') return { word: 'Reachable', icon: CircleCheck, tone: 'ok' };
  if (verdict === 'no') return { word: 'Not reachable', icon: CircleX, tone: 'bad' };
  return verdict === null ? NEVER : { ...UNKNOWN, tone: 'idle' };
}

const SETTERS: Record<string, string> = {
  'group-policy': 'by Group Policy',
  local: 'locally',
  default: 'by default',
  'disabled-components': 'by DisabledComponents',
};

/** Who decides a configured value, to follow the word "set"; null when that isn't known. */
export function setByWord(by: string | null): string | null {
  return by === null || by === 'unknown' ? null : (SETTERS[by] ?? by);
}

const NATS: Record<string, string> = {
  none: 'no NAT',
  cone: 'cone NAT',
  restricted: 'restricted NAT',
  'restricted-port': 'port-restricted NAT',
  'symmetric-port': 'symmetric NAT (port)',
  'symmetric-address': 'symmetric NAT (address)',
  symmetric: 'symmetric NAT',
  unknown: 'not known',
};

export const NAT_KINDS = Object.keys(NATS);

export function natWord(nat: string | null): string | null {
  return nat === null ? null : (NATS[nat] ?? nat);
}

/** The kind of NAT before a machine; what maps differently towards each destination stands out. */
export function natLook(nat: string): Look {
  const word = natWord(nat) ?? nat;
  if (nat === 'unknown') return { word, icon: CircleHelp, tone: 'idle' };
  return { word, icon: Waypoints, tone: nat.startsWith('symmetric') ? 'warn' : 'info' };
}

/** What a Teredo server is called where `none` stands for no name that is known. */
export const serverWord = (server: string): string => (server === 'none' ? 'none, or not known' : server);
