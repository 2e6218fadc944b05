'use client';
import { Button, Field, Input } from '@teredo-fleet/ui';
import { ArrowRight } from 'lucide-react';
import { useState } from 'react';

export interface Account {
  name: string;
  email: string;
  password: string;
}

/** The first admin. Kept in this page until the next step sends it. */
export function AccountStep(props: {
  account: Account | null;
  refused: Readonly<Record<string, string>>;
  onDone(account: Account): void;
}) {
  const [draft, setDraft] = useState<Account>(props.account ?? { name: '', email: '', password: '' });
  const set = (part: Partial<Account>) => setDraft((old) => ({ ...old, ...part }));
  return (
    <form
      className="flex max-w-md flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        props.onDone(draft);
      }}
    >
      <div>
        <h2 className="text-lg font-semibold">Your account</h2>
        <p className="text-sm text-muted">The first admin. You can add others with smaller roles later.</p>
      </div>
      <Field label="Name" error={props.refused.name ?? null}>
        {(control) => (
          <Input
            {...control}
            required
            autoFocus
            maxLength={100}
            autoComplete="name"
            className="h-10"
            value={draft.name}
            onChange={(event) => set({ name: event.target.value })}
          />
        )}
      </Field>
      <Field
        label="E-mail"
        hint="To sign in with. Nothing is sent to it."
        error={props.refused.email ?? null}
      >
        {(control) => (
          <Input
            {...control}
            type="email"
            required
            autoComplete="username"
            className="h-10"
            value={draft.email}
            onChange={(event) => set({ email: event.target.value })}
          />
        )}
      </Field>
      <Field
        label="Password"
        hint="12 characters or more. A few words work well."
        error={props.refused.password ?? null}
      >
        {(control) => (
          <Input
            {...control}
            type="password"
            required
            minLength={12}
            maxLength={128}
            autoComplete="new-password"
            className="h-10"
            value={draft.password}
            onChange={(event) => set({ password: event.target.value })}
          />
        )}
      </Field>
      <div>
        <Button type="submit" variant="primary" size="lg">
          Next <ArrowRight aria-hidden />
        </Button>
      </div>
    </form>
  );
}
