import { textAt } from '../text/text-at';
import type { NetshField } from './netsh-teredo-fields';
import type { NetshTeredoReading } from './netsh-teredo-reading';
import { emptyNetshReading } from './netsh-teredo-reading';
import { acceptTail, fitsTail, isComplete, startTail, type Tail } from './netsh-teredo-tail';
import {
  hostAtStart,
  isInterval,
  isNameDotted,
  isOfOtherUnit,
  isPortLeftToSystem,
  portAtStart,
  secondsAtStart,
  serverNameOf,
} from './netsh-teredo-values';
import { policyMarkOf, stateAtStart, typeAtStart } from './netsh-teredo-words';
import { notUnderstood } from './not-understood';

/** The lines that are always printed first, in this order. */
const TYPE = 0;
const SERVER = 1;
const REFRESH = 2;
const PORT = 3;
const STATE = 4;

/** The first of the values that a reader understands. */
export function understood<Value>(
  field: NetshField | undefined,
  read: (value: string) => Value | null,
): Value | null {
  for (const value of field === undefined ? [] : field.values) {
    const result = read(value);
    if (result !== null) return result;
  }
  return null;
}

const whether =
  (test: (value: string) => boolean) =>
  (value: string): true | null =>
    test(value) ? true : null;
const isPort = whether((value) => portAtStart(value) !== null || isPortLeftToSystem(value));

/** Whether a field is, by its shape alone, the one of a place. */
function fits(field: NetshField | undefined, place: number): boolean {
  if (field === undefined) return false;
  if (place === TYPE) return understood(field, typeAtStart) !== null;
  if (place === SERVER) return understood(field, hostAtStart) !== null;
  if (place === REFRESH) return understood(field, secondsAtStart) !== null;
  if (place === PORT) return understood(field, isPort) !== null;
  return understood(field, stateAtStart) !== null;
}

type FieldAt = (offset: number) => NetshField | undefined;

/** Whether what follows a type makes it the first line: other services of Windows have types and states as well. */
function startsWithType(first: NetshField | undefined, at: FieldAt): boolean {
  if (first?.asked) return true;
  if (fits(at(1), REFRESH) && fits(at(2), PORT)) return true;
  const hasServer = fits(at(1), SERVER);
  const hasRefresh = fits(at(2), REFRESH);
  if (hasServer && (hasRefresh || fits(at(2), STATE))) return true;
  if (fits(at(4), STATE)) return hasServer || hasRefresh || fits(at(3), PORT);
  const isClient = first !== undefined && /client$/.test(understood(first, typeAtStart) ?? '');
  return (hasRefresh && fits(at(3), PORT)) || (isClient && hasServer && at(2) === undefined);
}

/** The place at which an output begins with the field at an index, or -1 when none does. */
function placeOfStart(fields: NetshField[], index: number): number {
  const at: FieldAt = (offset) => {
    for (let next = 1; next <= offset; next += 1) if (fields[index + next]?.gap === 'break') return undefined;
    return fields[index + offset];
  };
  if (fits(at(0), TYPE)) return startsWithType(fields[index], at) ? TYPE : -1;
  if (fits(at(1), TYPE)) return -1;
  if (fits(at(1), SERVER) && fits(at(2), REFRESH) && mayFollowRefresh(at(2), at(3), at(4))) return TYPE;
  const typeCutOut = fits(at(0), SERVER) && fits(at(1), REFRESH) && fits(at(2), PORT) && fits(at(3), STATE);
  return typeCutOut ? SERVER : -1;
}

/** With a type in words that aren't known, the interval must bear a unit and a port or a word for one must follow. */
function mayFollowRefresh(
  refresh: NetshField | undefined,
  port: NetshField | undefined,
  state: NetshField | undefined,
): boolean {
  if (fits(state, STATE)) return true;
  if (refresh === undefined || understood(refresh, whether(isInterval)) === null) return false;
  const isWord = whether((value) => /^[^\s.:/]{1,40}(?:\s{0,9}\(.{0,60})?$/.test(value));
  return fits(port, PORT) || understood(port, isWord) !== null;
}

/** What was read so far of one output, and the place of the line to come. */
interface Progress {
  reading: NetshTeredoReading;
  place: number;
  tail: Tail;
  /** Whether every line is followed by an empty one. */
  doubleSpaced: boolean;
}

/** The value that a reader understands, else the first that isn't empty. */
function printedValue(field: NetshField, read: (value: string) => unknown): string {
  const fitting = field.values.filter((value) => read(value) !== null);
  return textAt(fitting.concat(field.values.filter((value) => value !== '')), 0);
}

function readType(reading: NetshTeredoReading, field: NetshField): void {
  const value = printedValue(field, typeAtStart);
  const type = typeAtStart(value);
  reading.type = type ?? 'unknown';
  reading.typeByPolicy = policyMarkOf(value);
  if (type === null) reading.notUnderstood.push(notUnderstood('type', value));
}

function readServer(reading: NetshTeredoReading, field: NetshField): void {
  const value = printedValue(field, hostAtStart);
  reading.serverName = serverNameOf(value);
  reading.serverNameDotted = isNameDotted(value);
  reading.serverNameByPolicy = policyMarkOf(value);
  if (reading.serverName === 'unknown') reading.notUnderstood.push(notUnderstood('serverName', value));
}

function readRefresh(reading: NetshTeredoReading, field: NetshField): void {
  const value = printedValue(field, secondsAtStart);
  reading.refreshIntervalSeconds = isOfOtherUnit(value) ? null : secondsAtStart(value);
  reading.refreshIntervalByPolicy = policyMarkOf(value);
  if (reading.refreshIntervalSeconds === null && !/^default(?!\w)/i.test(value))
    reading.notUnderstood.push(notUnderstood('refreshIntervalSeconds', value));
}

function readPort(reading: NetshTeredoReading, field: NetshField): void {
  const value = printedValue(field, isPort);
  reading.clientPort = portAtStart(value);
  reading.clientPortByPolicy = policyMarkOf(value);
  if (isPort(value) === null) reading.notUnderstood.push(notUnderstood('clientPort', value));
}

function readState(reading: NetshTeredoReading, field: NetshField): void {
  const value = printedValue(field, stateAtStart);
  reading.state = stateAtStart(value) ?? 'unknown';
  reading.stateText = value;
  if (reading.state === 'unknown') reading.notUnderstood.push(notUnderstood('state', value));
}

const READ = [readType, readServer, readRefresh, readPort, readState];

/** The place of a field among the first five: the one to come, unless lines were cut out and it fits a later one. */
function placeAmongFirst(field: NetshField, place: number): number {
  if (fits(field, place)) return place;
  if (place < STATE && fits(field, STATE)) return STATE;
  if (place === SERVER && understood(field, whether(isInterval)) !== null) return REFRESH;
  if (
    place === REFRESH &&
    understood(
      field,
      whether((value) => /^unspecified(?!\w)/i.test(value)),
    ) !== null
  )
    return PORT;
  return fitsTail(field) ? STATE + 1 : place;
}

function acceptField(progress: Progress, field: NetshField): void {
  if (progress.place <= STATE) {
    const place = placeAmongFirst(field, progress.place);
    const read = READ[place];
    progress.place = place + 1;
    if (read !== undefined) {
      read(progress.reading, field);
      return;
    }
  }
  acceptTail(progress.tail, progress.reading, field);
}

/** After an empty line only what fits belongs to the output; a person's own words come there. */
function belongs(progress: Progress, field: NetshField): boolean {
  if (field.gap === 'break' || isComplete(progress.tail)) return false;
  if (field.gap === 'none' || progress.doubleSpaced) return true;
  return progress.place <= STATE ? fits(field, progress.place) || fitsTail(field) : fitsTail(field);
}

function readBlock(
  fields: NetshField[],
  start: number,
  place: number,
): { reading: NetshTeredoReading; end: number } {
  const reading = emptyNetshReading();
  reading.readable = true;
  const doubleSpaced = fields[start + 1]?.gap === 'blank' && fields[start + 2]?.gap === 'blank';
  const progress: Progress = { reading, place, tail: startTail(), doubleSpaced };
  let end = start;
  for (let field = fields[end]; field !== undefined; field = fields[end]) {
    if (
      end > start &&
      (!belongs(progress, field) || (progress.place > PORT && placeOfStart(fields, end) === TYPE))
    )
      break;
    acceptField(progress, field);
    end += 1;
  }
  return { reading, end };
}

/** Finds every output among fields and reads it. */
export function readBlocks(fields: NetshField[]): NetshTeredoReading[] {
  const readings: NetshTeredoReading[] = [];
  let index = 0;
  while (index < fields.length) {
    const place = placeOfStart(fields, index);
    if (place === -1) {
      index += 1;
      continue;
    }
    const block = readBlock(fields, index, place);
    readings.push(block.reading);
    index = block.end;
  }
  return readings;
}
