/** What there is to decide by about a machine that waits to be let in: how it came, and what speaks of it. */
export interface Waiting {
  /** Address that it enrolled from; null: not known any more. */
  from: string | null;
  /** Label of the token that it showed; null: the token is not known any more. */
  tokenLabel: string | null;
  /** By their weight; empty: nothing is known of it. Only what the reader may see counts. */
  remarks: WaitingRemark[];
}

export type WaitingRemark = RefusedBefore | SameHostname | SameHardwareId;

/** The newest word of a person about a machine of this hardware id was that it is kept out. */
export interface RefusedBefore {
  kind: 'refused-before';
  at: string;
  by: string;
  reason: string | null;
  /** The record that was refused: this very one, or another one of the same hardware. */
  machine: RemarkedMachine;
}

/** A machine of the fleet has this name already, whatever the case of its letters. */
export interface SameHostname {
  kind: 'same-hostname';
  /** The one that enrolled last. */
  machine: RemarkedMachine;
  /** How many further ones there are. */
  more: number;
}

/** Another record has this hardware id: an earlier enrolment of this machine, or a copy. */
export interface SameHardwareId {
  kind: 'same-hardware';
  /** One that is not retired before one that is, then the one that enrolled last. */
  machine: RemarkedMachine;
  /** How many further ones there are. */
  more: number;
}

export interface RemarkedMachine {
  id: string;
  hostname: string;
  status: 'pending' | 'active' | 'quarantined' | 'retired';
}
