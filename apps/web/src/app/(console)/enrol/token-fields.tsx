import { useQuery } from '@tanstack/react-query';
import { Checkbox, Field, NumberField, Select, TextField } from '@teredo-fleet/ui';
import { useTRPC } from '@/trpc/client';
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
  const trpc = useTRPC();
  const scopes = useQuery(trpc.scopes.list.queryOptions()).data?.rows ?? [];
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
      {scopes.length > 1 ? (
        <Field label="Scope" error={fault.scopeId ?? null}>
          {(control) => (
            <Select
              {...control}
              required
              value={draft.scopeId ?? ''}
              onChange={(event) => set({ scopeId: event.target.value })}
            >
              <option value="" disabled>
                Choose one
              </option>
              {scopes.map((scope) => (
                <option key={scope.id} value={scope.id}>
                  {scope.name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      ) : null}
      <NumberField
        label="How many machines"
        error={fault.maxUses ?? null}
        min={1}
        max={TOKEN_LIMITS.maxUses}
        value={draft.maxUses}
        onChange={(maxUses) => set({ maxUses })}
      />
      <Field label="Usable for" error={fault.expiresInHours ?? null}>
        {(control) => (
          <Select
            {...control}
            value={draft.expiresInHours}
            onChange={(event) => set({ expiresInHours: Number(event.target.value) })}
          >
            {LIFETIMES.map(([hours, words]) => (
              <option key={hours} value={hours}>
                {words}
              </option>
            ))}
          </Select>
        )}
      </Field>
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
