/** The words that facts of an observation may be, "unknown" apart. */
export const TYPES = [
  'disabled',
  'client',
  'enterpriseclient',
  'natawareclient',
  'server',
  'relay',
  'automatic',
  'default',
];
export const SET_BY = ['group-policy', 'local', 'default', 'disabled-components'];
export const NATS = [
  'none',
  'cone',
  'restricted',
  'restricted-port',
  'symmetric-port',
  'symmetric-address',
  'symmetric',
];
export const ERRORS = [
  'none',
  'primary-server-unreachable',
  'server-name-unresolved',
  'managed-network',
  'tunnel-adapter',
  'general-failure',
  'symmetric-nat',
];
export const RELEASES = ['windows-7', 'server-2012', 'windows-10', 'server-2016', 'other'];
