import type {
  GoGrant,
  JobOrder,
  JobReceipt,
  JobRefusal,
  JobReport,
  NoticeText,
} from '@teredo-fleet/agent-core';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { GoTicket, JobPayload, OfferRefusedMessage, ReceiptMessage, StatusMessage } from '../src/index';
import { AGENT_JOB_STATES } from '../src/index';

describe('the agent core and the wire', () => {
  it('fit each other without either importing the other', () => {
    expectTypeOf<JobPayload>().toExtend<JobOrder>();
    expectTypeOf<GoTicket>().toExtend<GoGrant>();
    expectTypeOf<JobPayload['notice']['texts'][number]>().toExtend<NoticeText>();
    expectTypeOf<JobReceipt>().toExtend<Omit<ReceiptMessage, 'type' | 'n'>>();
    expectTypeOf<JobReport['state']>().toEqualTypeOf<StatusMessage['state']>();
    expectTypeOf<keyof JobReport>().toEqualTypeOf<Exclude<keyof StatusMessage, 'type' | 'n'>>();
    expectTypeOf<JobRefusal>().toExtend<OfferRefusedMessage['code']>();
    const states: readonly JobReport['state'][] = AGENT_JOB_STATES;
    expect(states).toHaveLength(18);
  });
});
