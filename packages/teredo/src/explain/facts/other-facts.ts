import type { PrivateReason } from '../../ipv4';
import type { ReplyReading } from '../../readers/reply-reading';
import { decodeTeredoAddress, type TeredoAddress } from '../../teredo-address';
import type { LoneAddress } from '../read-output';
import { fact, factOf, type OutputFact, told } from './output-fact';

const KINDS: { [kind: string]: string } = {
  teredo: 'a Teredo address',
  '6to4': 'a 6to4 address, not Teredo',
  isatap: 'an ISATAP address, not Teredo',
  'native-global': 'an ordinary IPv6 address of the internet, not Teredo',
  'unique-local': 'a private IPv6 address, not Teredo',
  'link-local': 'a link-local IPv6 address: it counts on its own network only',
  'site-local': 'a site-local IPv6 address, out of use',
  multicast: 'a multicast address',
  loopback: 'the address of the machine itself',
  unspecified: 'the empty address',
  other: 'an IPv6 address of no use on the internet',
  network: 'a network, and the address of no machine',
  ipv4: 'an IPv4 address; a Teredo address is IPv6 and begins with 2001:0:',
};

export function addressFacts(addresses: LoneAddress[]): OutputFact[] {
  return addresses.map(({ address, kind }) => fact(address, KINDS[kind] ?? kind));
}

const PRIVATE: { [reason in PrivateReason]: string } = {
  rfc1918: 'a private address',
  'shared-address-space': "an address within the provider's own NAT",
  'link-local': 'an address that no DHCP server gave',
  loopback: 'the machine itself',
  unspecified: 'no address',
};

function clientWords({ clientIPv4, clientPrivateReason }: TeredoAddress): string {
  if (clientPrivateReason === null) return clientIPv4;
  return `${clientIPv4}, ${PRIVATE[clientPrivateReason]}: no NAT mapping was learnt, nobody can answer it`;
}

/** The parts of a Teredo address, in words; nothing for any other text. */
export function teredoAddressFacts(address: string): OutputFact[] {
  const decoded = decodeTeredoAddress(address);
  if (decoded === null) return [];
  const isOld = decoded.prefix === '3ffe:831f';
  const altered = decoded.flags.universalLocal || decoded.flags.group;
  return told([
    fact('Teredo address', decoded.address),
    isOld ? fact('Prefix', '3ffe:831f, which Windows XP used before 2006') : null,
    fact('Server', decoded.server),
    fact('Client', clientWords(decoded)),
    fact('UDP port', String(decoded.udpPort)),
    fact('Flags', `0x${decoded.flags.raw.toString(16)}, ${decoded.flags.cone ? 'cone' : 'not cone'}`),
    altered ? fact('Besides', 'bits are set that no client sets: the address was altered by hand') : null,
  ]);
}

const REASONS = {
  parameter: 'refused: a parameter is wrong, or this Windows does not know it',
  'access-denied': 'refused: access denied; run it as administrator',
  other: 'refused',
};

function outcomeOf({ kind, reason, partsOtherwise, parts }: ReplyReading): string {
  const refused = reason === null ? '' : `; ${REASONS[reason]}`;
  if (partsOtherwise) return `${partsOtherwise} of ${parts} parts went otherwise than the others${refused}`;
  if (parts !== null) return `all ${parts} parts went alike`;
  if (reason !== null) return REASONS[reason];
  return kind === 'listing'
    ? 'in words of several lines: they prove neither that it worked nor that it failed'
    : 'in words, which differ by language: they prove neither that it worked nor that it failed';
}

/** How many lines are shown. */
const LINES_SHOWN = 3;

function answerOf({ lines, parts, oddLines }: ReplyReading): OutputFact {
  if (parts === null) return fact('Answer', lines.slice(0, LINES_SHOWN).join(' / '));
  return oddLines.length === 0 ? fact('Parts', String(parts)) : fact('Otherwise', oddLines.join(' / '));
}

export function replyFacts(reading: ReplyReading, command: string | null): OutputFact[] {
  return told([
    factOf('Command', command),
    answerOf(reading),
    fact('Outcome', outcomeOf(reading)),
    factOf('Error', reading.errorCode),
    fact('Worth', 'no reply proves a change: a policy may still rule. Read the state back.'),
  ]);
}
