import * as z from 'zod';
import { machineFilter } from './machine-inputs';
import { moment } from './moment-inputs';
import { cursor, id, instant, limit } from './shared-inputs';

/**
 * Which machines, by what they were at the moment. Without a status: those that were enrolled and not retired. Name, labels, platform
 * and whether they are simulated are those of today: nobody keeps what they were.
 */
export const pastFilter = machineFilter.pick({
  search: true,
  status: true,
  configured: true,
  effective: true,
  role: true,
  reachable: true,
  nat: true,
  server: true,
  severity: true,
  diagnosis: true,
  os: true,
  platform: true,
  label: true,
  simulated: true,
});

export const pastFleet = z.strictObject({ ...moment, filter: pastFilter.default({}) });
export const pastMachines = z.strictObject({ ...moment, filter: pastFilter.default({}), cursor, limit });
export const pastMachine = z.strictObject({ ...moment, id });
export const pastCompare = z.strictObject({
  ...moment,
  /** The later moment, an instant. Absent: now. */
  until: instant.optional(),
  filter: pastFilter.default({}),
  cursor,
  limit,
});

export type PastFilter = z.output<typeof pastFilter>;
