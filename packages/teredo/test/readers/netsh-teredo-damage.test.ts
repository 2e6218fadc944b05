import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type NetshTeredoFacts, netshTeredoFacts, readNetshTeredo } from '../../src/index';
import { LAYOUT, QUOTING } from './damage';

const folder = new URL('../../../../fixtures/netsh/', import.meta.url);
const captures = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => ({
    name,
    text: readFileSync(new URL(name, folder), 'utf8'),
    expected: JSON.parse(
      readFileSync(new URL(name.replace(/\.txt$/, '.expected.json'), folder), 'utf8'),
    ) as NetshTeredoFacts,
  }));

const lower = (facts: NetshTeredoFacts): NetshTeredoFacts => ({
  ...facts,
  serverName: facts.serverName?.toLowerCase() ?? null,
});

describe('the state of Teredo is read alike', () => {
  it.each([...QUOTING, ...LAYOUT])('with $name', ({ apply }) => {
    const read = captures.map(({ name, text }) => [
      name,
      lower(netshTeredoFacts(readNetshTeredo(apply(text)))),
    ]);
    expect(Object.fromEntries(read)).toEqual(
      Object.fromEntries(captures.map(({ name, expected }) => [name, lower(expected)])),
    );
  });
});
