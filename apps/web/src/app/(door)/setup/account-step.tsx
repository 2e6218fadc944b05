'use client';
import { Button, TextField } from '@teredo-fleet/ui';
import { ArrowRight } from 'lucide-react';
import { useState } from 'react';
import { NewPasswordField } from '@/presentation/new-password-field';

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
  const focused = (['name', 'email', 'password'] as const).find((field) => props.refused[field]) ?? 'name';
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
      <TextField
        label="Name"
        error={props.refused.name}
        tall
        required
        autoFocus={focused === 'name'}
        maxLength={100}
        autoComplete="name"
        value={draft.name}
        onChange={(name) => set({ name })}
      />
      <TextField
        label="E-mail"
        hint="To sign in with. Nothing is sent to it."
        error={props.refused.email}
        tall
        type="email"
        required
        autoFocus={focused === 'email'}
        autoComplete="username"
        value={draft.email}
        onChange={(email) => set({ email })}
      />
      <NewPasswordField
        label="Password"
        error={props.refused.password}
        tall
        autoFocus={focused === 'password'}
        value={draft.password}
        onChange={(password) => set({ password })}
      />
      <div>
        <Button type="submit" variant="primary" size="lg">
          Next <ArrowRight aria-hidden />
        </Button>
      </div>
    </form>
  );
}
