import type { Observation } from '../observation';
import type { RuleSubject, RuleValue, ValueType } from './rule-value';
import { known, OPEN } from './rule-value';

/** Which part of a look at a machine a fact is of: each is gathered at a moment of its own. */
export type RulePart = 'configured' | 'effective' | 'reachable' | 'firewall' | 'server';

/** One fact that rules may name. */
export interface RuleFact {
  name: string;
  type: ValueType;
  /** Whether it may be `none`: there is no such thing on the machine, or it is not set. */
  mayBeNone: boolean;
  /** Every word that it may be; null: any text. */
  words: string[] | null;
  about: string;
  part: RulePart;
  read(subject: RuleSubject): RuleValue;
}

/** What a fact is of. */
export type Kind = Pick<RuleFact, 'type' | 'mayBeNone' | 'words'>;

export const BOOLEAN: Kind = { type: 'boolean', mayBeNone: false, words: null };
export const NUMBER: Kind = { type: 'number', mayBeNone: false, words: null };
export const TEXT: Kind = { type: 'text', mayBeNone: false, words: null };
export const VERSION: Kind = { type: 'version', mayBeNone: false, words: null };
export const DURATION: Kind = { type: 'duration', mayBeNone: false, words: null };
export const SET: Kind = { type: 'set', mayBeNone: false, words: null };
export const oneOf = (words: string[]): Kind => ({ type: 'text', mayBeNone: false, words });
export const orNone = ({ type, words }: Kind): Kind => ({ type, words, mayBeNone: true });

/** A value of an observation, of which the word `unknown` is no value. */
export function told(value: boolean | number | string | null | undefined): RuleValue {
  return value === 'unknown' || value === undefined ? OPEN : known(value);
}

const VERSION_TEXT = /^([0-9]{1,9})((?:\.[0-9]{1,9}){0,5})(?![0-9])/;

/** The numbers that a version begins with; open where it begins with none. */
export function readVersion(text: string): RuleValue {
  const match = VERSION_TEXT.exec(text);
  return match === null ? OPEN : known(match[0].split('.').map((part) => parseInt(part, 10)));
}

/** Seconds as a duration. */
export function seconds(value: number | null | 'unknown' | undefined): RuleValue {
  return typeof value === 'number' ? known(value * 1000) : told(value);
}

export interface Reading {
  kind: Kind;
  about: string;
  part: RulePart;
  read(observation: Observation): RuleValue;
}

/** A fact of an observation. */
export function observed(name: string, { kind, about, part, read }: Reading): RuleFact {
  return {
    name,
    type: kind.type,
    mayBeNone: kind.mayBeNone,
    words: kind.words,
    about,
    part,
    read: ({ observation }) => read(observation),
  };
}
