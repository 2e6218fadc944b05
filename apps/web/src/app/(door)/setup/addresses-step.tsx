'use client';
import { useMutation } from '@tanstack/react-query';
import { Button, Callout, TextField } from '@teredo-fleet/ui';
import { ArrowRight } from 'lucide-react';
import { useState } from 'react';
import { FaultState } from '@/presentation/fault-state';
import { signIn } from '@/shell/sign-in';
import { useTRPCClient } from '@/trpc/client';
import { readFault } from '@/trpc/fault';
import type { SetupStatus } from '@/trpc/shapes';
import type { Account } from './account-step';
import { StepHeading } from './step-heading';

interface AddressesStepProps {
  link: string;
  account: Account;
  status: SetupStatus;
  onBack(): void;
  /** What is wrong with the account of the step before, by field. */
  onAccountRefused(fields: Readonly<Record<string, string>>): void;
  onDone(): Promise<void>;
}

function isLoopback(url: string): boolean {
  return URL.canParse(url) && /^(localhost|127\.|\[::1\])/.test(new URL(url).hostname);
}

const ACCOUNT_FIELDS = ['name', 'email', 'password'];

function useComplete({ link, account, onDone, onAccountRefused }: AddressesStepProps) {
  const client = useTRPCClient();
  return useMutation({
    mutationFn: async (addresses: { publicUrl: string; agentUrl: string }) => {
      await client.setup.complete.mutate({ link, ...account, ...addresses });
      await signIn(account.email, account.password);
      await onDone();
    },
    onError: (error) => {
      const { fields } = readFault(error);
      if (ACCOUNT_FIELDS.some((field) => fields[field])) onAccountRefused(fields);
    },
  });
}

/** Where people and machines find this server; then the account is made and signed in. */
export function AddressesStep(props: AddressesStepProps) {
  const [publicUrl, setPublicUrl] = useState(props.status.publicUrl);
  const [agentUrl, setAgentUrl] = useState(props.status.agentUrl);
  const complete = useComplete(props);
  const { fields } = readFault(complete.error);
  return (
    <form
      className="flex max-w-md flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        complete.mutate({ publicUrl, agentUrl });
      }}
    >
      <div>
        <StepHeading>Addresses</StepHeading>
        <p className="text-sm text-muted">How people and machines reach this server.</p>
      </div>
      <TextField
        label="Dashboard address"
        hint="What people open."
        error={fields.publicUrl}
        tall
        type="url"
        required
        value={publicUrl}
        onChange={setPublicUrl}
      />
      <TextField
        label="Agent address"
        hint="What machines connect to; it goes into the enrol command."
        error={fields.agentUrl}
        tall
        type="url"
        required
        value={agentUrl}
        onChange={setAgentUrl}
      />
      {isLoopback(agentUrl) ? (
        <Callout tone="info" title="Only this computer can enrol">
          This agent address works on this very computer. For others, give the name or address they reach it
          by.
        </Callout>
      ) : null}
      {complete.error ? <FaultState title="The setup was not finished" error={complete.error} /> : null}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" size="lg" busy={complete.isPending}>
          Create the account and go on <ArrowRight aria-hidden />
        </Button>
        <Button size="lg" variant="ghost" onClick={props.onBack}>
          Back
        </Button>
      </div>
    </form>
  );
}
