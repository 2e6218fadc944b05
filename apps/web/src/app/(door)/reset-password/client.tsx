'use client';
import { useMutation } from '@tanstack/react-query';
import { Button, Callout, Skeleton } from '@teredo-fleet/ui';
import { CircleCheck } from 'lucide-react';
import Link from 'next/link';
import { useEffect, useRef, useState } from 'react';
import { AccountName } from '@/presentation/account-name';
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

function VoidLink() {
  return (
    <Callout tone="warn" title="This link can’t be used">
      It was used already, a newer one was made, or its time is over. Ask an admin for a new one.
    </Callout>
  );
}

function PasswordForm({ secret, email }: { secret: string; email: string }) {
  const trpc = useTRPC();
  const [password, setPassword] = useState('');
  const reset = useMutation(trpc.users.resetPassword.mutationOptions());
  const fault = readFault(reset.error);
  if (reset.isSuccess) return <Done />;
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        reset.mutate({ secret, password });
      }}
    >
      <p className="text-sm break-words text-muted">For {email}.</p>
      <AccountName email={email} />
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
  );
}

/** What follows the # of the link, and whose it is; asked once. */
function useHolder() {
  const trpc = useTRPC();
  const check = useMutation(trpc.users.checkResetLink.mutationOptions());
  const [secret, setSecret] = useState<string | null>(null);
  const ask = () => {
    const found = window.location.hash.slice(1) || 'none';
    setSecret(found);
    check.mutate({ secret: found });
  };
  const latest = useRef(ask);
  latest.current = ask;
  useEffect(() => latest.current(), []);
  return { check, secret, ask };
}

/** The secret is what follows the # of the link: it stands in no log of addresses. */
export function ResetPasswordClient() {
  const { check, secret, ask } = useHolder();
  const email = check.data?.email ?? null;
  const isVoid = check.data?.email === null || readFault(check.error ?? {}).code === 'invalid';
  return (
    <main>
      <h1 className="mb-2 text-xl font-semibold tracking-tight">Choose a new password</h1>
      {email !== null && secret !== null ? (
        <PasswordForm secret={secret} email={email} />
      ) : isVoid ? (
        <VoidLink />
      ) : check.error ? (
        <FaultState title="The link could not be read" error={check.error} onRetry={ask} />
      ) : (
        <Skeleton className="h-40 w-full" />
      )}
    </main>
  );
}
