'use client';
import { ErrorState } from '@teredo-fleet/ui';
import type { ReactNode } from 'react';
import { readFault } from '@/trpc/fault';

/** A call that failed: what happened, what to do, the id to quote. */
export function FaultState(props: {
  title: string;
  error: unknown;
  onRetry?: () => void;
  action?: ReactNode;
  className?: string;
}) {
  const fault = readFault(props.error);
  return (
    <ErrorState
      title={props.title}
      message={fault.message}
      requestId={fault.requestId}
      {...(props.onRetry ? { onRetry: props.onRetry } : {})}
      action={props.action}
      {...(props.className ? { className: props.className } : {})}
    />
  );
}
