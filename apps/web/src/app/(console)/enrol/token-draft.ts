import type { TokenCreate } from '@/trpc/shapes';

/** What a person has typed of a token; null where no number stands yet. */
export type TokenDraft = Omit<TokenCreate, 'maxUses'> & { maxUses: number | null };

/** As the server has them: the label becomes one of each machine. */
export const TOKEN_LIMITS = { label: 60, maxUses: 100_000 };

export type TokenFaults = Partial<Record<'label' | 'maxUses', string>>;

/** What still keeps it from being made, a sentence each. */
export function tokenFaults({ label, maxUses }: TokenDraft): TokenFaults {
  const faults: TokenFaults = {};
  if (label.trim() === '') faults.label = 'Say what it is for.';
  if (maxUses === null || maxUses < 1 || maxUses > TOKEN_LIMITS.maxUses)
    faults.maxUses = `Say a whole number from 1 to ${TOKEN_LIMITS.maxUses.toLocaleString('en-GB')}.`;
  return faults;
}
