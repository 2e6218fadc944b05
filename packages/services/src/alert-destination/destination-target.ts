import type { ParsedInput } from '../inputs';

type To = ParsedInput<'alertDestination.create'>['to'];

/** Where a destination is, as it is kept. */
export const targetOf = (to: To): string => (to.kind === 'mail' ? to.addresses.join(', ') : to.url);
