import type { TeredoErrorKind } from './observation';

/** What a Teredo client says is wrong, in words that follow "it says". */
export const ERROR_WORDS: { [kind in TeredoErrorKind]: string } = {
  none: 'none',
  'primary-server-unreachable': 'the primary server cannot be reached over UDP',
  'server-name-unresolved': 'the name of the server cannot be resolved',
  'managed-network': 'the client is in a managed network (a domain controller is seen)',
  'tunnel-adapter': 'the tunnel adapter cannot be opened',
  'general-failure': 'a general system failure',
  'symmetric-nat': 'the client is behind a symmetric NAT',
  unknown: 'in words that are not known here',
};
