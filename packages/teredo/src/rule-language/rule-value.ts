import type { Observation } from '../observation';

/**
 * What an expression is of. `duration`: milliseconds, of which the words are `7 days`. `version`: numbers that dots part.
 * `set`: texts without an order. Every one but `set` may be `none` where its fact may: not there, which is known.
 */
export type ValueType = 'boolean' | 'number' | 'text' | 'version' | 'duration' | 'set';

/** A value as its type has it: a version is its numbers, a set its texts, null is `none`. */
export type KnownValue = boolean | number | string | number[] | string[] | null;

/**
 * What an expression comes to for one machine. `open`: that can't be told, as a fact it rests on was not understood, or was
 * never asked for (`unread`). Nothing open is ever taken for a pass.
 */
export type RuleValue = { open: false; value: KnownValue } | { open: true; unread: boolean };

export const OPEN: RuleValue = { open: true, unread: false };
/** Open because the agent of the machine does not read it. */
export const UNREAD: RuleValue = { open: true, unread: true };

export function known(value: KnownValue): RuleValue {
  return { open: false, value };
}

/** Everything that an own rule may look at. */
export interface RuleSubject {
  observation: Observation;
  hostname: string;
  labels: string[];
  /** When the machine was last looked at and what time it is, both by the server's clock in milliseconds since 1970. */
  observedAt: number;
  now: number;
}

/** Letter case says nothing in names of hosts, systems and labels. */
export function sameCase(text: string): string {
  return text.toLowerCase();
}
