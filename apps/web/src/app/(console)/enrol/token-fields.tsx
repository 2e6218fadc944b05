import { Checkbox, NumberField, SelectField, TextField } from '@teredo-fleet/ui';
import { ScopeField } from '@/presentation/scope-field';
import { TOKEN_LIMITS, type TokenDraft } from './token-draft';

const LIFETIMES = [
  [1, '1 hour'],
  [24, '1 day'],
  [168, '1 week'],
  [720, '30 days'],
] as const;

/** What a token is made for. */
export function TokenFields({
  draft,
  set,
  fault,
}: {
  draft: TokenDraft;
  set(part: Partial<TokenDraft>): void;
  fault: Readonly<Record<string, string>>;
}) {
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <TextField
        label="Label"
        hint="To know it by later: a site, a batch, a person. Each machine that enrols with it gets this label."
        error={fault.label}
        className="sm:col-span-2"
        required
        maxLength={TOKEN_LIMITS.label}
        value={draft.label}
        onChange={(label) => set({ label })}
      />
      <ScopeField
        label="Scope"
        error={fault.scopeId}
        value={draft.scopeId ?? ''}
        onChange={(scopeId) => set({ scopeId })}
      />
      <NumberField
        label="How many machines"
        error={fault.maxUses ?? null}
        min={1}
        max={TOKEN_LIMITS.maxUses}
        value={draft.maxUses}
        onChange={(maxUses) => set({ maxUses })}
      />
      <SelectField
        label="Usable for"
        error={fault.expiresInHours ?? null}
        value={String(draft.expiresInHours)}
        choices={LIFETIMES.map(([hours, words]) => [String(hours), words])}
        onChange={(hours) => set({ expiresInHours: Number(hours) })}
      />
      <Checkbox
        className="sm:col-span-2"
        label="Accept machines by themselves"
        hint="Otherwise each waits in a queue until a person accepts it."
        checked={draft.autoAccept}
        onChange={(event) => set({ autoAccept: event.target.checked })}
      />
    </div>
  );
}
