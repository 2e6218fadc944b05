import { afterEach, beforeEach, expect } from 'vitest';

const METHODS = ['log', 'info', 'warn', 'error', 'debug'] as const;
let strays: string[] = [];
const earlier = new Map<(typeof METHODS)[number], (...args: unknown[]) => void>();

/** Output that nobody asked for fails the test that made it. */
beforeEach(() => {
  strays = [];
  for (const method of METHODS) {
    earlier.set(method, globalThis.console[method]);
    globalThis.console[method] = (...args: unknown[]) => {
      strays.push(`console.${method}: ${args.map(String).join(' ')}`);
    };
  }
});

afterEach(() => {
  for (const [method, original] of earlier) globalThis.console[method] = original;
  expect(strays, 'stray console output').toEqual([]);
});
