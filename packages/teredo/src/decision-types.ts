import type { FactToFetch } from './facts-to-fetch';
import type { SetBy, Unknown } from './observation';

/** Who can decide, the strongest first. */
export type DecidingSource = Exclude<SetBy, Unknown>;

/**
 * `decides`: its word counts. `agrees`: it says the same and is not needed. `overruled`: it says otherwise and does not
 * count. `silent`: it says nothing. `unknown`: it was not read; `toFetch` says how.
 */
export type SourceStanding = 'decides' | 'agrees' | 'overruled' | 'silent' | Unknown;

/** What one source says of one value, and whether that counts. */
export interface SourceWord {
  source: DecidingSource;
  /** Null: nothing. A client port of 0: that the system chooses. */
  says: string | number | null | Unknown;
  standing: SourceStanding;
  toFetch: FactToFetch | null;
}

/** Which source rules one value. */
export interface ValueDecision {
  decidedBy: SetBy;
  /** Everybody it may be, the strongest first; one when `decidedBy` is known. */
  candidates: DecidingSource[];
  value: string | number | null | Unknown;
  /** Every source that this system has, the strongest first. */
  sources: SourceWord[];
}

/** Who changes something: a person on the machine, this product, whoever writes the policy, somebody in the registry. */
export type ChangeWay =
  | 'by-hand'
  | 'by-this-product'
  | 'by-policy'
  | 'in-the-policy-registry'
  | 'clearing-disabled-components';

export type ForecastOutcome =
  | 'takes-effect'
  | 'takes-effect-after-restart'
  | 'already-so'
  | 'no-effect-policy'
  | 'no-effect-disabled-components'
  | 'overwritten-by-policy'
  /** This product would refuse and says why; nothing is changed. */
  | 'refused'
  | 'not-possible'
  | 'does-not-apply'
  | Unknown;

/** What would become of turning Teredo on or off in one way. */
export interface Forecast {
  way: ChangeWay;
  wish: 'on' | 'off';
  outcome: ForecastOutcome;
  /** In words to read out. */
  text: string;
}

/** Who decides on a machine what Teredo is, and what would become of a change. */
export interface Decision {
  /** In words to read out. */
  text: string;
  type: ValueDecision;
  serverName: ValueDecision;
  refreshIntervalSeconds: ValueDecision;
  clientPort: ValueDecision;
  forecasts: Forecast[];
  /** Facts without which the type's decision isn't certain. */
  missing: FactToFetch[];
}
