import { textAt } from '../text/text-at';
import type { NetshField } from './netsh-teredo-fields';
import type { NetshTeredoReading } from './netsh-teredo-reading';
import { errorCodeOf, isMasked, mappingOf, natBehaviourOf } from './netsh-teredo-values';
import { errorAtStart, natAtStart, networkAtStart, roleAtStart } from './netsh-teredo-words';
import { notUnderstood } from './not-understood';

/** The lines after State. Which of them are printed goes with the state, and posters cut some out. */
const SIXTH = 0;
const SEVENTH = 1;
const NAT = 2;
const BEHAVIOUR = 3;
const LOCAL = 4;
const EXTERNAL = 5;

/** Where the reading of those lines stands. */
export interface Tail {
  place: number;
  /** Lines that nothing accepted. */
  missed: number;
}

export function startTail(): Tail {
  return { place: SIXTH, missed: 0 };
}

/** As many lines as these that belong to nothing are no longer part of the output. */
const MISSED_CAP = 6;

/** Whether the output is over. */
export function isComplete(tail: Tail): boolean {
  return tail.place > EXTERNAL || tail.missed >= MISSED_CAP;
}

type Accept = (reading: NetshTeredoReading, value: string) => boolean;

const acceptRole: Accept = (reading, value) => {
  const role = roleAtStart(value);
  if (role === null) return false;
  reading.role = role;
  return true;
};

const acceptError: Accept = (reading, value) => {
  if (/^none\s{0,9}\(/i.test(value)) return false;
  const error = errorAtStart(value);
  if (error === null) return false;
  reading.error = error;
  reading.errorText = value;
  return true;
};

const acceptNetwork: Accept = (reading, value) => {
  const network = networkAtStart(value);
  if (network === null) return false;
  reading.network = network;
  return true;
};

const acceptErrorCode: Accept = (reading, value) => {
  const code = errorCodeOf(value);
  if (code === null || reading.state === 'qualified') return false;
  reading.errorCode = code;
  return true;
};

const acceptNat: Accept = (reading, value) => {
  const nat = natAtStart(value);
  if (nat === null) return false;
  reading.nat = nat;
  return true;
};

const acceptBehaviour: Accept = (reading, value) => {
  const behaviour = natBehaviourOf(value);
  if (behaviour === null) return false;
  reading.natBehaviour = behaviour;
  return true;
};

const acceptLocal: Accept = (reading, value) => {
  const mapping = mappingOf(value);
  if (mapping === null) return false;
  reading.localMapping = mapping;
  return true;
};

const acceptExternal: Accept = (reading, value) => {
  const mapping = mappingOf(value);
  if (mapping === null) return false;
  reading.externalMapping = mapping;
  return true;
};

/** What may stand at each place, and what becomes of a value there that nothing accepts. */
const PLACES: { place: number; accept: Accept; field: string }[] = [
  { place: SIXTH, accept: acceptRole, field: 'role' },
  { place: SIXTH, accept: acceptError, field: 'error' },
  { place: SEVENTH, accept: acceptNetwork, field: 'network' },
  { place: SEVENTH, accept: acceptErrorCode, field: 'errorCode' },
  { place: NAT, accept: acceptNat, field: 'nat' },
  { place: BEHAVIOUR, accept: acceptBehaviour, field: 'natBehaviour' },
  { place: LOCAL, accept: acceptLocal, field: 'localMapping' },
  { place: EXTERNAL, accept: acceptExternal, field: 'externalMapping' },
];

/** Whether a value can only be one of the lines after State. */
function isOfTail(value: string): boolean {
  return [roleAtStart, networkAtStart, natAtStart, errorAtStart].some((read) => read(value) !== null);
}

export function fitsTail({ values, long }: NetshField): boolean {
  const hasColons = (value: string): boolean => mappingOf(value) !== null || natBehaviourOf(value) !== null;
  return values.some(isOfTail) || values.concat(long).some(hasColons);
}

function acceptAt(tail: Tail, reading: NetshTeredoReading, { values, long }: NetshField): boolean {
  for (const { place, accept } of PLACES) {
    if (place < tail.place) continue;
    for (const value of place >= BEHAVIOUR ? values.concat(long) : values) {
      if (!accept(reading, value)) continue;
      tail.place = place + 1;
      return true;
    }
  }
  return false;
}

/** The place after a line that nothing accepted: mappings keep theirs, unless somebody masked one. */
function placeAfterMiss(place: number, value: string): number {
  if (value === '') return place;
  if (place < BEHAVIOUR) return place + 1;
  return isMasked(value) ? Math.max(place, LOCAL) + 1 : place;
}

function missAt(tail: Tail, reading: NetshTeredoReading, value: string): void {
  const isError = tail.place === SIXTH && reading.state === 'offline' && value !== '';
  if (isError) {
    reading.error = 'unknown';
    reading.errorText = value;
  }
  const name = isError ? 'error' : PLACES.filter(({ place }) => place === tail.place)[0]?.field;
  if (value !== '') reading.notUnderstood.push(notUnderstood(name ?? 'externalMapping', value));
  tail.missed += 1;
  tail.place = placeAfterMiss(tail.place, value);
}

/** Takes a line after State: at its place, or at a later one that it fits when lines between were cut out. */
export function acceptTail(tail: Tail, reading: NetshTeredoReading, field: NetshField): void {
  if (acceptAt(tail, reading, field)) return;
  const filled = field.values.concat(field.long).filter((value) => value !== '');
  const masked = filled.filter(isMasked);
  missAt(tail, reading, textAt(masked, masked.length - 1) || textAt(filled, 0));
}
