import { parse } from 'acorn';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildScript } from '../script.mjs';

/** Script Host reads all of it at each start: 0.1 s under Wine. What reads programs takes 23,000 of it. */
const MOST_BYTES = 330_000;

describe('teredo-agent.js', () => {
  let text = '';
  beforeAll(async () => {
    text = await buildScript();
  }, 180_000);

  it('is ECMAScript 3', () => {
    expect(() => parse(text, { ecmaVersion: 3, sourceType: 'script', allowReserved: 'never' })).not.toThrow();
  });

  it('is small, and ASCII in lines as Windows ends them', () => {
    expect(text.length).toBeLessThan(MOST_BYTES);
    expect(/^[ -~\t\r\n]+$/.test(text)).toBe(true);
    expect(/[^\r]\n/.test(text)).toBe(false);
  });

  it('has no comment that JScript would take for conditional compilation, and none at all', () => {
    const comments: string[] = [];
    parse(text, { ecmaVersion: 3, onComment: (_block, comment) => comments.push(comment) });
    expect(comments).toEqual([]);
  });

  it.each([
    'require(',
    '__require',
    'getRandomValues',
    'defineProperty(exports',
    'getOwnPropertySymbols',
    '.toFixed(',
    '.toPrecision(',
    '.toExponential(',
    'Date.parse(',
    '.toUTCString(',
    '.toDateString(',
    'parseFloat(',
  ])('holds nothing that JScript could not run: %s', (words) => {
    expect(text.includes(words)).toBe(false);
  });
});
