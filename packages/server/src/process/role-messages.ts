import * as z from 'zod';

/** What a role tells its supervisor over the IPC channel. */
export const roleMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  /** It can't start; `text` says why and what to do. */
  z.object({ type: z.literal('failed'), text: z.string() }),
]);

export type RoleMessage = z.infer<typeof roleMessageSchema>;
