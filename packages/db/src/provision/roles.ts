/** The parts of Teredo Fleet that have a database role of their own. `owner` migrates and owns the tables. */
export const DATABASE_PARTS = ['owner', 'web', 'gateway', 'engine', 'signer', 'reporter', 'notice'] as const;

export type DatabasePart = (typeof DATABASE_PARTS)[number];

/** Name of the database role of each part. */
export const DATABASE_ROLES: Record<DatabasePart, string> = {
  owner: 'teredo_fleet_owner',
  web: 'teredo_fleet_web',
  gateway: 'teredo_fleet_gateway',
  engine: 'teredo_fleet_engine',
  signer: 'teredo_fleet_signer',
  reporter: 'teredo_fleet_reporter',
  notice: 'teredo_fleet_notice',
};
