import { decodeConsoleBytes, netshTeredoFacts, readNetshTeredoAll } from '@teredo-fleet/teredo';
import { compareAddresses, readAddressList } from './compare-addresses';
import { type Difference, showValue } from './difference';
import { readEverything } from './read-everything';
import { isSameValue } from './same-value';

/** What the files of one capture hold. A list of addresses with their parts is output and expectation at once. */
export type CaptureFiles =
  | { kind: 'output'; bytes: Uint8Array; expectation: string | null }
  | { kind: 'addresses'; text: string };

type Facts = Record<string, unknown>;

function compareFacts(expected: Facts, read: Facts, prefix: string): Difference[] {
  return Object.keys(expected)
    .filter((key) => !isSameValue(expected[key], read[key]))
    .map((key) => ({ key: prefix + key, expected: showValue(expected[key]), read: showValue(read[key]) }));
}

/** One object speaks of the newest output in the capture, a list of every one in order. */
function compareNetsh(text: string, expectation: unknown): Difference[] {
  const read = readNetshTeredoAll(text).map((reading) => ({ ...netshTeredoFacts(reading) }) as Facts);
  if (Object.prototype.toString.call(expectation) === '[object Array]') {
    const wanted = expectation as Facts[];
    const count = { expected: showValue(wanted.length), read: showValue(read.length) };
    if (wanted.length !== read.length) return [{ key: 'number of outputs', ...count }];
    let found: Difference[] = [];
    wanted.forEach((one, index) => {
      found = found.concat(compareFacts(one, read[index] ?? {}, `[${index}].`));
    });
    return found;
  }
  const last = read[read.length - 1];
  if (last === undefined)
    return [{ key: 'the whole', expected: 'an output of show state', read: 'none found' }];
  return compareFacts(expectation as Facts, last, '');
}

function parseExpectation(text: string): { value: object } | { trouble: string } {
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
    if (typeof value === 'object' && value !== null) return { value };
    return { trouble: 'neither an object nor a list' };
  } catch (_error) {
    return { trouble: 'no JSON' };
  }
}

function compareOutput(bytes: Uint8Array, expected: string | null, codePage: number | null): Difference[] {
  const { text } = decodeConsoleBytes(bytes, codePage);
  readEverything(text);
  if (expected === null) return [];
  const expectation = parseExpectation(expected);
  if ('trouble' in expectation)
    return [{ key: 'the expectation', expected: 'JSON', read: expectation.trouble }];
  return compareNetsh(text, expectation.value);
}

/** Reads one capture and says where it was read otherwise than expected. Without an expectation it is only read. */
export function compareCapture(files: CaptureFiles, codePage: number | null): Difference[] {
  try {
    if (files.kind === 'addresses') return compareAddresses(readAddressList(files.text) ?? []);
    return compareOutput(files.bytes, files.expectation, codePage);
  } catch (error) {
    return [{ key: 'a reader', expected: 'an answer', read: (error as Error).message }];
  }
}
