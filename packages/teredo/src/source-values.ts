import type { SourceValues } from './observation';

/** A source that sets nothing. */
export const NO_VALUES: SourceValues = {
  type: null,
  serverName: null,
  refreshIntervalSeconds: null,
  clientPort: null,
};

/** A source that was not read. */
export const UNKNOWN_VALUES: SourceValues = {
  type: 'unknown',
  serverName: 'unknown',
  refreshIntervalSeconds: 'unknown',
  clientPort: 'unknown',
};
