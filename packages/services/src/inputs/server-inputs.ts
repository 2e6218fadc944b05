import { canonicalServerName } from '@teredo-fleet/teredo';
import * as z from 'zod';
import { reason, text } from './shared-inputs';

/** A host name or IPv4 address in any spelling; becomes the one that the directory keeps. */
export const serverName = text(1, 255).transform((written, context) => {
  const name = canonicalServerName(written);
  if (name !== null) return name;
  context.addIssue({ code: 'custom', message: 'must be a host name or an IPv4 address' });
  return z.NEVER;
});

const note = text(0, 500).transform((written) => (written === '' ? null : written));
const about = {
  /** Where its second address isn't the next IPv4 address. */
  secondary: serverName.nullable(),
  note: note.nullable(),
  /** Whether this server asks it on a schedule. */
  measured: z.boolean(),
};

export const teredoServerAdd = z.strictObject({ name: serverName, ...about });
export const teredoServerEdit = z.strictObject({ name: serverName, ...about });
export const teredoServerRemove = z.strictObject({ name: serverName, reason });
export const teredoServerMeasure = z.strictObject({ name: serverName });
