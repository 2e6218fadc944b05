import { NOT_BY_TOKEN, type VerbName } from '@teredo-fleet/services';

const NO_TOKEN_YET = 'comes before there is anybody who could make an API token';
const BY_LINK = 'is opened by a one-time link, which needs no API token';

/** Verbs of people that the HTTP API doesn't have, and why. */
export const NOT_OFFERED: Readonly<Partial<Record<VerbName, string>>> = {
  ...NOT_BY_TOKEN,
  'setup.status': NO_TOKEN_YET,
  'setup.checkLink': NO_TOKEN_YET,
  'setup.complete': NO_TOKEN_YET,
  'user.checkResetLink': BY_LINK,
  'user.resetPassword': BY_LINK,
  'evidence.download': 'is a file of any size, at /api/evidence/<id>.zip',
  'event.changes': 'feeds pages that are open; a program asks again for what it needs',
};
