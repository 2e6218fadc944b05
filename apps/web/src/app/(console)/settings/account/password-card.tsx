'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Card, TextField, toast } from '@teredo-fleet/ui';
import { useState } from 'react';
import { AccountName } from '@/presentation/account-name';
import { NewPasswordField } from '@/presentation/new-password-field';
import { changePassword } from '@/shell/sign-in';
import { useViewer } from '@/shell/viewer';
import { SESSIONS_KEY } from './sessions-card';

/** A new password, with the current one as proof that it is oneself. */
export function PasswordCard() {
  const queryClient = useQueryClient();
  const { email } = useViewer();
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
        <AccountName email={email} />
        <TextField
          label="Current password"
          error={change.error?.message}
          type="password"
          required
          autoComplete="current-password"
          value={current}
          onChange={setCurrent}
        />
        <NewPasswordField label="New password" value={next} onChange={setNext} />
        <div>
          <Button type="submit" variant="primary" busy={change.isPending}>
            Change password
          </Button>
        </div>
      </form>
    </Card>
  );
}
