import type { AlertDestinationView, AlertKind } from '@/trpc/shapes';

/** What stands in the form. */
export interface Draft {
  name: string;
  kind: AlertDestinationView['kind'];
  /** Empty while an existing place is changed: it stays where it is. */
  target: string;
  kinds: AlertKind[];
  scopeIds: string[];
}

export const FIRST_DRAFT: Draft = { name: '', kind: 'mail', target: '', kinds: [], scopeIds: [] };

export const draftOf = ({ name, kind, kinds, scopes, target }: AlertDestinationView): Draft => ({
  name,
  kind,
  // Of a webhook only the origin is known here.
  target: kind === 'mail' ? target : '',
  kinds,
  scopeIds: scopes.map(({ id }) => id),
});
