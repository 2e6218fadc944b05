import { createLoader, parseAsArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs/server';

const STATES = ['draft', 'awaiting-approval', 'approved', 'running', 'paused', 'done', 'aborted'] as const;
const KINDS = ['planned', 'repair', 'single', 'rollback'] as const;

/** Filter and place of the list of rollouts. */
export const rolloutParams = {
  q: parseAsString.withDefault(''),
  state: parseAsArrayOf(parseAsStringLiteral(STATES)).withDefault([]),
  kind: parseAsArrayOf(parseAsStringLiteral(KINDS)).withDefault([]),
  cursor: parseAsString,
};
export const ROLLOUT_STATES = STATES;
export const ROLLOUT_KINDS = KINDS;
export const loadRolloutParams = createLoader(rolloutParams);
export type RolloutParams = Awaited<ReturnType<typeof loadRolloutParams>>;
export const PAGE_SIZE = 50;

/** What is listed, as the server takes it. */
export function rolloutListInput({ q, state, kind, cursor }: RolloutParams) {
  return {
    filter: {
      search: q === '' ? undefined : q,
      state: state.length > 0 ? state : undefined,
      kind: kind.length > 0 ? kind : undefined,
    },
    cursor,
    limit: PAGE_SIZE,
  };
}

/** What waits for the yes of whoever looks. */
export const WAITING = { filter: { approval: 'mine' as const }, limit: 20 };
