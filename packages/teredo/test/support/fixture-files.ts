import { readdirSync, readFileSync } from 'node:fs';
import { decodeConsoleBytes, type NetshTeredoFacts } from '../../src/index';

const root = new URL('../../../../fixtures/', import.meta.url);

export const fixtureBytes = (path: string): Uint8Array => readFileSync(new URL(path, root));

/** A fixture as text, whatever it is encoded in. */
export const fixtureText = (path: string): string => decodeConsoleBytes(fixtureBytes(path), null).text;

export const fixtureNames = (folder: string): string[] => readdirSync(new URL(`${folder}/`, root));

export interface NetshFixture {
  name: string;
  text: string;
  /** What each output in the text says, in order. */
  expected: NetshTeredoFacts[];
}

/** Imitated outputs of `show state` with what they say. */
export const NETSH_FIXTURES: NetshFixture[] = fixtureNames('netsh')
  .filter((name) => name.endsWith('.txt'))
  .map((file) => {
    const name = file.replace(/\.txt$/, '');
    const expected = JSON.parse(fixtureText(`netsh/${name}.expected.json`)) as NetshTeredoFacts;
    return {
      name,
      text: fixtureText(`netsh/${file}`),
      expected: Array.isArray(expected) ? expected : [expected],
    };
  });

/** Those that stand as netsh prints them: one output, a line a field, nothing around it. */
export const PLAIN_NETSH_FIXTURES = NETSH_FIXTURES.filter(
  ({ name, expected }) => expected.length === 1 && !/mail|forum|one-line|right-to-left|full-width/.test(name),
);
