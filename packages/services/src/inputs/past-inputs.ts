import * as z from 'zod';
import { machineFilter, ofMoment } from './machine-inputs';
import { moment } from './moment-inputs';
import { cursor, id, limit } from './shared-inputs';

/**
 * Which machines, by what they were at the moment. Without a status: those that were enrolled and not retired. Name, labels, platform
 * and whether they are simulated are those of today: nobody keeps what they were.
 */
export const pastFilter = machineFilter
  .pick({
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
  })
  .extend(ofMoment);

export const pastFleet = z.strictObject({ ...moment, filter: pastFilter.default({}) });
export const pastMachines = z.strictObject({ ...moment, filter: pastFilter.default({}), cursor, limit });
export const pastMachine = z.strictObject({ ...moment, id });
export const pastCompare = z.strictObject({
  ...moment,
  /** The later moment, by the same clock where it has no offset. Absent: now. */
  until: moment.at.optional(),
  /** Where that clock showed `until` twice: the second of them. */
  untilLater: z.boolean().optional(),
  filter: pastFilter.default({}),
  cursor,
  limit,
});

export const pastExport = z.strictObject({
  ...moment,
  filter: pastFilter.default({}),
  format: z.enum(['csv', 'json']),
});

export type PastFilter = z.output<typeof pastFilter>;
