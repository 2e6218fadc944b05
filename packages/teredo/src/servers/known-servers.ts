import type { WindowsGeneration } from '../windows-generation';

/**
 * What is known of a server before anybody measures it. `default`: what some Windows asks when nothing is written down.
 * `seen`: somebody's captures name it. `dead`: listed as gone; since when is nowhere said.
 */
export type ServerStanding = 'default' | 'seen' | 'dead';

/** A server that the product knows of itself. Health is never stated here, only what a source says. */
export interface KnownServer {
  /** As `canonicalServerName` spells it. */
  name: string;
  /** IPv4 addresses that it had when it was seen: a machine may have one written down in place of the name. */
  addresses: string[];
  standing: ServerStanding;
  /** Windows generations that ask it when they are told nothing. */
  defaultOf: WindowsGeneration[];
  note: string;
  source: string;
}

const CAPTURES = 'console captures of Windows 8 to 11 in public issue threads';
const LISTS = 'public lists of Teredo servers (XX-Net pteredor.py, awesome-tunneling)';

function ofWindows10(name: string): KnownServer {
  return {
    name,
    addresses: [],
    standing: 'default',
    defaultOf: [],
    note: 'Default of some Windows 10 or 11 builds; which of them is not known.',
    source: CAPTURES,
  };
}

function listed(name: string, rest: Partial<KnownServer>): KnownServer {
  const addresses = rest.addresses === undefined ? [] : rest.addresses;
  const note = rest.note === undefined ? '' : rest.note;
  const standing = rest.standing === undefined ? 'seen' : rest.standing;
  return { name, addresses, standing, defaultOf: [], note, source: LISTS };
}

const GONE = { standing: 'dead' as const, note: 'Listed as dead; since when is not known.' };

/**
 * The servers that are known, with where that is said. Whether one of them answers today is for measurements to tell; a
 * machine of XP, 2003, Windows 10 or 11 without a name is left unmatched, because which default it asks is not certain.
 */
export const KNOWN_SERVERS: KnownServer[] = [
  {
    name: 'teredo.ipv6.microsoft.com',
    addresses: [],
    standing: 'default',
    defaultOf: ['vista'],
    note: 'Default of Windows Vista, 7 and 8.',
    source: 'Microsoft, "Using Teredo in Windows XP", and captures of Windows 7',
  },
  {
    ...ofWindows10('win1910.ipv6.microsoft.com'),
    note: 'Default of some Windows 10 or 11 builds; the server that Microsoft documents for Delivery Optimization.',
    source: 'Microsoft, Delivery Optimization frequently asked questions',
  },
  ofWindows10('win1901.ipv6.microsoft.com'),
  ofWindows10('win1711.ipv6.microsoft.com'),
  ofWindows10('win1710.ipv6.microsoft.com'),
  ofWindows10('win10.ipv6.microsoft.com'),
  ofWindows10('win8.ipv6.microsoft.com'),
  listed('teredo.remlab.net', { addresses: ['83.170.6.76'] }),
  listed('teredo-debian.remlab.net', { addresses: ['83.170.6.76'] }),
  listed('teredo2.remlab.net', {}),
  listed('teredo.trex.fi', {
    addresses: ['195.140.195.140'],
    note: 'Reported alive in January 2022.',
  }),
  listed('teredo.iks-jena.de', {}),
  listed('teredo.ginzado.ne.jp', { note: 'Listed as limited.' }),
  listed('teredo.managemydedi.com', GONE),
  listed('teredo.autotrans.consulintel.com', GONE),
  listed('teredo.ngix.ne.kr', GONE),
  listed('debian-miredo.progsoc.org', GONE),
];
