import type { ReceiptMessage } from '@teredo-fleet/protocol';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { AgentStore, FromSession } from '../src/gateway/agent-store';
import { createIntake } from '../src/gateway/intake';

const refusing = (code: string) =>
  createIntake({
    // Nothing else of the store is asked.
    store: {
      writeReceipts: async () => {
        throw Object.assign(new Error('refused'), { code });
      },
    } as unknown as AgentStore,
    onChanged: () => undefined,
    onFull: () => undefined,
    log: pino({ enabled: false }),
  });
const receipt = { message: { type: 'receipt' } } as FromSession<ReceiptMessage>;

describe('a report that the database refuses', () => {
  it.each(['23514', '23503', '22003', '22P05'])(
    'for what is in it (%s) is acknowledged, so that it does not keep its machine out for ever',
    async (code) => {
      expect(await refusing(code).receipts.add(receipt)).toEqual({
        superseded: false,
        unreadable: null,
        changed: [],
      });
    },
  );

  it.each(['42703', '42501'])('for a fault of ours (%s) is not', async (code) => {
    await expect(refusing(code).receipts.add(receipt)).rejects.toThrow('refused');
  });
});
