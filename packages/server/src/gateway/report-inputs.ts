import type { ReceiptInput, StatusInput } from '@teredo-fleet/db';
import type { ReceiptMessage, StatusMessage } from '@teredo-fleet/protocol';
import { readableReport } from '@teredo-fleet/services';
import type { FromSession } from './agent-store';

const dateOrNull = (at: number | null): Date | null => (at === null ? null : new Date(at));

/** A status report as its table takes it. */
export function statusInput({ machineId, receivedAt, message }: FromSession<StatusMessage>): StatusInput {
  const { jobId, attempt, version, state, at, until } = message;
  return {
    machineId,
    jobId,
    attempt,
    version,
    state,
    at: new Date(at),
    receivedAt: new Date(receivedAt),
    until: dateOrNull(until),
    ...readableReport(message),
  };
}

/** A receipt as its table takes it. */
export function receiptInput({ machineId, receivedAt, message }: FromSession<ReceiptMessage>): ReceiptInput {
  const { jobId, attempt, session, user, channel, language, textSha256, answer, deferrals } = message;
  return {
    machineId,
    jobId,
    attempt,
    session,
    userName: user,
    channel,
    language,
    textSha256,
    onAgentAt: new Date(message.onAgentAt),
    displayedAt: dateOrNull(message.displayedAt),
    answeredAt: dateOrNull(message.answeredAt),
    answer,
    deferredUntil: dateOrNull(message.deferredUntil),
    deferrals,
    isOverridden: (message.overriddenBy ?? []).length > 0,
    receivedAt: new Date(receivedAt),
  };
}
