'use client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Callout, TextField } from '@teredo-fleet/ui';
import { useQueryStates } from 'nuqs';
import { useState } from 'react';
import { signIn } from '@/shell/sign-in';
import { useTRPC } from '@/trpc/client';
import { safePath, signInParams } from './search-params';

function SetupFirst() {
  return (
    <Callout tone="info" title="This server is not set up yet">
      Open the one-time setup link that the server printed when it started. Starting it again prints a new
      one.
    </Callout>
  );
}

function SessionEnded() {
  return (
    <Callout tone="info" title="You are signed out">
      The session ended, here or in another tab. Sign in to go on where you were.
    </Callout>
  );
}

export function SignInClient() {
  const trpc = useTRPC();
  const [{ next, ended }] = useQueryStates(signInParams);
  const setup = useQuery(trpc.setup.status.queryOptions());
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const enter = useMutation({
    mutationFn: () => signIn(email, password),
    onSuccess: () => window.location.assign(safePath(next)),
  });
  return (
    <main>
      <h1 className="mb-4 text-xl font-semibold tracking-tight">Sign in</h1>
      {setup.data?.state === 'open' ? <SetupFirst /> : null}
      {ended ? <SessionEnded /> : null}
      <form
        className="mt-4 flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          enter.mutate();
        }}
      >
        <TextField
          label="E-mail"
          tall
          type="email"
          required
          autoFocus
          autoComplete="username"
          value={email}
          onChange={setEmail}
        />
        <TextField
          label="Password"
          error={enter.error?.message}
          tall
          type="password"
          required
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
        />
        <Button type="submit" variant="primary" size="lg" busy={enter.isPending || enter.isSuccess}>
          Sign in
        </Button>
      </form>
    </main>
  );
}
