import 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /**
     * 1: tests show a rule on every case they have; n: on every nth, where thousands of cases are alike. `npm test` takes
     * them all, `npm run verify` some.
     */
    caseStride: number;
  }
}
