import { NOT_BY_TOKEN, type VerbName } from '@teredo-fleet/services';

const NO_TOKEN_YET = 'comes before there is anybody who could make an API token';
const OF_A_PAGE = 'keeps what one person looks at on a page; a program writes its own filter';
const OF_A_PERSON = 'is about when one person looked last; a program knows when it asked';
const BY_LINK = 'is opened by a one-time link, which needs no API token';

/** Verbs of people that the HTTP API doesn't have, and why. */
export const NOT_OFFERED: Readonly<Partial<Record<VerbName, string>>> = {
  ...NOT_BY_TOKEN,
  'setup.status': NO_TOKEN_YET,
  'setup.checkLink': NO_TOKEN_YET,
  'setup.complete': NO_TOKEN_YET,
  'reportLink.open': BY_LINK,
  'reportLink.download': BY_LINK,
  'reportLink.bundle': BY_LINK,
  'reportLink.takeBundle': BY_LINK,
  'user.checkResetLink': BY_LINK,
  'user.resetPassword': BY_LINK,
  'view.list': OF_A_PAGE,
  'view.save': OF_A_PAGE,
  'view.remove': OF_A_PAGE,
  'overview.changes': OF_A_PERSON,
  'overview.visit': OF_A_PERSON,
  'event.changes': 'feeds pages that are open; a program asks again for what it needs',
};
