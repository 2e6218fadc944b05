import type { DatabaseUrls } from '@teredo-fleet/db';
import * as z from 'zod';
import type { Configuration } from '../configuration';
import type { Secrets } from '../secrets';

/** What the supervisor wants prepared before any role starts. */
export interface PreparationOrder {
  configuration: Configuration;
  /** Who may make roles and the database. */
  adminUrl: string;
  /** Name of the database. */
  database: string;
  secrets: Secrets;
  /** Folder that holds the agent's bundle. */
  agentFilesDir: string;
}

/** What the roles are told. */
export interface Prepared {
  urls: DatabaseUrls;
  /** Base64. */
  jobPublicKey: string;
  /** Base64. */
  evidencePublicKey: string;
  /** Address of the setup page; null when there is an admin. */
  setupLink: string | null;
  /** Lets the simulated machines in; null without a demo. */
  demoToken: string | null;
  /** What was done to the tables. */
  migrations: string;
}

const url = z.string();

/** What the preparing process tells the supervisor. */
export const preparationReplySchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('prepared'),
    prepared: z.object({
      urls: z.object({
        owner: url,
        web: url,
        gateway: url,
        engine: url,
        signer: url,
        reporter: url,
        notice: url,
      }),
      jobPublicKey: z.string(),
      evidencePublicKey: z.string(),
      setupLink: z.string().nullable(),
      demoToken: z.string().nullable(),
      migrations: z.string(),
    }),
  }),
  /** `text` says why not, and what to do. */
  z.object({ type: z.literal('failed'), text: z.string() }),
]);

export type PreparationReply = z.infer<typeof preparationReplySchema>;
