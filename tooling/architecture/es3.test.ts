import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import { bundleEs3 } from '@teredo-fleet/es3';
import { parse } from 'acorn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import vectors from '../../fixtures/addresses/teredo-addresses.json';
import { findJscriptTraps } from './src/jscript-traps';
import { readSources } from './src/source-file';

const root = fileURLToPath(new URL('../../', import.meta.url));
const pureEs3 = readSources(root)
  .map(({ path }) => path)
  .filter((path) => /^(packages\/(teredo|agent-core)|apps\/agent-wsh)\/src\//.test(path))
  .map((path) => join(root, path));

const entry = `
import { decodeTeredoAddress, diagnose, plan, readNetshTeredo, writeMiredoConfiguration } from './packages/teredo/src/index';
import './packages/agent-core/src/index';
declare const sink: { subject: unknown };
sink.subject = { decodeTeredoAddress, diagnose, plan, readNetshTeredo, writeMiredoConfiguration };
`;

function parseAsEs3(code: string): void {
  parse(code, { ecmaVersion: 3, sourceType: 'script', allowReserved: 'never' });
}

/** Takes away what came after ECMAScript 5; ES5's own array extras, JSON and trim have polyfills on Windows XP. */
const FORGET = `
  (function () {
    var later = ['Map', 'Set', 'WeakMap', 'WeakSet', 'Promise', 'Symbol', 'Proxy', 'Reflect', 'Uint8Array', 'BigInt'];
    for (var i = 0; i < later.length; i += 1) delete this[later[i]];
    delete Object.assign; delete Object.entries; delete Object.values; delete Object.hasOwn; delete Array.from;
    var arrays = ['find', 'findIndex', 'includes', 'flat', 'flatMap', 'at', 'fill', 'keys', 'entries', 'values'];
    for (var j = 0; j < arrays.length; j += 1) delete Array.prototype[arrays[j]];
    var strings = ['includes', 'startsWith', 'endsWith', 'repeat', 'padStart', 'padEnd', 'at', 'replaceAll', 'matchAll'];
    for (var k = 0; k < strings.length; k += 1) delete String.prototype[strings[k]];
  }).call(this);
`;

describe('teredo and agent-core as a script for JScript 5.8', () => {
  let code = '';
  beforeAll(async () => {
    code = await bundleEs3({ contents: entry, resolveDir: root });
  }, 30_000);

  it('parse as ECMAScript 3', () => {
    expect(code.length).toBeGreaterThan(20_000);
    expect(() => parseAsEs3(code)).not.toThrow();
  });

  it('hold no comment and nothing but ASCII', () => {
    expect(code).not.toMatch(/\/\*@/);
    expect(code).not.toMatch(/[^ -~\s]/);
  });

  it('call no getter and no other helper that JScript has not got', () => {
    expect(code).not.toMatch(/defineProperty|getOwnPropertyNames|Symbol|Reflect/);
  });

  it('run and answer alike in an engine without anything newer than ECMAScript 5', () => {
    const sink: { subject?: { decodeTeredoAddress(text: string): unknown } } = {};
    runInNewContext(FORGET + code, { sink });
    for (const { text, decoded } of vectors.teredo) {
      expect(JSON.stringify(sink.subject?.decodeTeredoAddress(text))).toBe(JSON.stringify(decoded));
    }
  });
});

describe('teredo, agent-core and the script agent', () => {
  it('type-check against the library of ECMAScript 5 alone, and keep clear of what differs in JScript', () => {
    expect(pureEs3.length).toBeGreaterThan(30);
    expect(findJscriptTraps(pureEs3)).toEqual({ typeErrors: [], traps: [] });
  });
});

describe('a seeded violation', () => {
  const folder = mkdtempSync(join(tmpdir(), 'es3-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const findingsOf = (text: string) => {
    const path = join(folder, 'seed.ts');
    writeFileSync(path, text);
    return findJscriptTraps([path]);
  };

  it('of syntax that survives the way down fails the parse', async () => {
    const contents = 'export const subject = { get late() { return 1; } };';
    expect(parseAsEs3.bind(null, await bundleEs3({ contents, resolveDir: root }))).toThrow();
  });

  it('of an unquoted reserved word fails the parse', () => {
    expect(() => parseAsEs3('var a = { default: 1 };')).toThrow();
    expect(() => parseAsEs3('var a = [1].map(x => x);')).toThrow();
  });

  it.each([
    'export const seen = new Map<string, number>();',
    "export const has = 'abc'.includes('b');",
    'export const one = [1, 2].find((n) => n === 2);',
    'export const later = Promise.resolve(1);',
    'export const rows = Object.entries({ a: 1 });',
  ])('of the library is a type error: %s', (text) => {
    expect(findingsOf(text).typeErrors).not.toEqual([]);
  });

  it.each([
    ['export const first = (text: string) => text[0];', /charAt/],
    ["export const parts = 'a,,b'.split(/,/);", /empty pieces/],
    ["export const end = 'abc'.substr(-1);", /negative start/],
    ['export const n = parseInt("010");', /radix/],
    ['export const o = { get x() { return 1; } };', /getters/],
    ['export const cut = [1, 2, 3].splice(1);', /removes nothing/],
  ])('of what differs in JScript is found: %s', (text, reason) => {
    expect(findingsOf(text).traps.join()).toMatch(reason);
  });
});
