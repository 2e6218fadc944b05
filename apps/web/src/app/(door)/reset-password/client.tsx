'use client';
import { useMutation } from '@tanstack/react-query';
import { Button, Callout } from '@teredo-fleet/ui';
import { CircleCheck } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { FaultState } from '@/presentation/fault-state';
import { NewPasswordField } from '@/presentation/new-password-field';
import { useTRPC } from '@/trpc/client';
import { readFault } from '@/trpc/fault';

function Done() {
  return (
    <Callout
      tone="ok"
      icon={CircleCheck}
      title="Your new password is set"
      action={
        <Button asChild variant="primary" size="sm">
          <Link href="/sign-in">Sign in</Link>
        </Button>
      }
    >
      You were signed out everywhere. Sign in with the new one.
    </Callout>
  );
}

/** The secret is what follows the # of the link: it goes to no server before the password does. */
export function ResetPasswordClient() {
  const trpc = useTRPC();
  const [password, setPassword] = useState('');
  const reset = useMutation(trpc.users.resetPassword.mutationOptions());
  const fault = readFault(reset.error);
  return (
    <main className="w-full max-w-sm">
      <h1 className="mb-4 text-xl font-semibold tracking-tight">Choose a new password</h1>
      {reset.isSuccess ? (
        <Done />
      ) : (
        <form
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            reset.mutate({ secret: window.location.hash.slice(1) || 'none', password });
          }}
        >
          <NewPasswordField
            label="New password"
            error={fault.fields.password}
            tall
            autoFocus
            value={password}
            onChange={setPassword}
          />
          {reset.error && !fault.fields.password ? (
            <FaultState title="The password was not changed" error={reset.error} />
          ) : null}
          <Button type="submit" variant="primary" size="lg" busy={reset.isPending}>
            Set the password
          </Button>
        </form>
      )}
    </main>
  );
}
