'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Card, Field, Input, toast } from '@teredo-fleet/ui';
import { useState } from 'react';
import { changePassword } from '@/shell/sign-in';
import { SESSIONS_KEY } from './sessions-card';

/** A new password, with the current one as proof that it is oneself. */
export function PasswordCard() {
  const queryClient = useQueryClient();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useMutation({
    mutationFn: () => changePassword(current, next),
    onSuccess: () => {
      setCurrent('');
      setNext('');
      toast.success('Your password was changed. You are signed out everywhere else.');
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: SESSIONS_KEY }),
  });
  return (
    <Card title="Password">
      <form
        className="flex max-w-md flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate();
        }}
      >
        <p className="text-sm text-muted">
          A new password signs you out everywhere else. Who has forgotten theirs asks an admin for a link.
        </p>
        <Field label="Current password" error={change.error?.message ?? null}>
          {(control) => (
            <Input
              {...control}
              type="password"
              required
              autoComplete="current-password"
              value={current}
              onChange={(event) => setCurrent(event.target.value)}
            />
          )}
        </Field>
        <Field label="New password" hint="12 characters or more. A few words work well.">
          {(control) => (
            <Input
              {...control}
              type="password"
              required
              minLength={12}
              maxLength={128}
              autoComplete="new-password"
              value={next}
              onChange={(event) => setNext(event.target.value)}
            />
          )}
        </Field>
        <div>
          <Button type="submit" variant="primary" busy={change.isPending}>
            Change password
          </Button>
        </div>
      </form>
    </Card>
  );
}
