import { defineConfig } from 'vitest/config';

const library = process.env.TEREDO_FLEET_MUTATED ?? '';

/** The tests of one pure library, without the slow ones that kill no mutant which the others let live. */
export default defineConfig({
  test: {
    include: [`packages/${library}/test/**/*.test.ts`],
    exclude: ['**/spec.test.ts', '**/simulation.test.ts', '**/cost.test.ts', '**/crash.test.ts'],
    testTimeout: 60_000,
    // See tooling/testing/case-stride.ts.
    provide: { caseStride: 5 },
  },
});
