import { type HeldPolicy, heldPolicies } from '@teredo-fleet/db';
import { condition, type ReadConditions } from '../condition-source';

/** Without numbers, which come and go: other words are news. */
function wordsOf({ undecided, givenUp, stopped }: HeldPolicy): string {
  const why = [
    ...(undecided > 0
      ? ['Another policy wants something else of the same machines, and nobody decided which is followed.']
      : []),
    ...(givenUp > 0
      ? ['On some machines three repairs within seven days did not last or came to nothing.']
      : []),
    ...(stopped ? ['Somebody stopped a repair, and the policy was not let go on.'] : []),
  ];
  return why.join(' ');
}

/** Policies that do nothing where they should, until a person decides. */
export const readHeldPolicies: ReadConditions = async ({ db }) =>
  (await heldPolicies(db)).map((policy) => {
    const { id, scopeId, name, undecided, givenUp } = policy;
    const text = wordsOf(policy);
    return condition('policy-held', { subject: id, scopeId, name }, { machines: undecided + givenUp, text });
  });
