import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { decodeConsoleBytes, netshTeredoFacts, readNetshTeredoAll } from '@teredo-fleet/teredo';
import { compareAddresses, readAddressList } from './compare-addresses';
import type { Capture } from './find-captures';
import { readEverything } from './read-everything';

/** A fact that was read otherwise than expected. */
export interface Difference {
  key: string;
  expected: string;
  read: string;
}

type Facts = Record<string, unknown>;

const show = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));

function compareFacts(expected: Facts, read: Facts, prefix: string): Difference[] {
  return Object.keys(expected)
    .filter((key) => !isDeepStrictEqual(expected[key], read[key]))
    .map((key) => ({ key: prefix + key, expected: show(expected[key]), read: show(read[key]) }));
}

/** One object speaks of the newest output in the capture, a list of every one in order. */
function compareNetsh(text: string, expectation: unknown): Difference[] {
  const read = readNetshTeredoAll(text).map((reading) => ({ ...netshTeredoFacts(reading) }) as Facts);
  if (Array.isArray(expectation)) {
    const count = { expected: show(expectation.length), read: show(read.length) };
    if (expectation.length !== read.length) return [{ key: 'number of outputs', ...count }];
    return expectation.flatMap((one: Facts, index) => compareFacts(one, read[index] ?? {}, `[${index}].`));
  }
  const last = read.at(-1);
  if (last === undefined)
    return [{ key: 'the whole', expected: 'an output of show state', read: 'none found' }];
  return compareFacts(expectation as Facts, last, '');
}

function parseExpectation(path: string): { value: object } | { trouble: string } {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8').replace(/^\ufeff/, ''));
    if (typeof value === 'object' && value !== null) return { value };
    return { trouble: 'neither an object nor a list' };
  } catch (error) {
    return { trouble: error instanceof Error ? error.message : String(error) };
  }
}

/** Reads one capture and says where it was read otherwise than expected. Without an expectation it is only read. */
export function compareCapture(capture: Capture, codePage: number | null): Difference[] {
  try {
    if (capture.path === capture.expectation) return compareAddresses(readAddressList(capture.path) ?? []);
    const { text } = decodeConsoleBytes(readFileSync(capture.path), codePage);
    readEverything(text);
    if (capture.expectation === null) return [];
    const expectation = parseExpectation(capture.expectation);
    if ('trouble' in expectation)
      return [{ key: 'the expectation', expected: 'JSON', read: expectation.trouble }];
    return compareNetsh(text, expectation.value);
  } catch (error) {
    return [
      {
        key: 'a reader',
        expected: 'an answer',
        read: error instanceof Error ? error.message : String(error),
      },
    ];
  }
}
