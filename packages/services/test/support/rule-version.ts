import { FINDING_RULES } from '@teredo-fleet/teredo';

/** The version that one of our rules has, which rises where it comes to mean something else. */
export const versionOf = (ruleId: string): number => FINDING_RULES.find(({ id }) => id === ruleId)!.version;
