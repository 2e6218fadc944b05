import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitSteps } from '../src/fit-steps';
import type { StepReport } from '../src/index';

const step = { kind: 'install-ipv6' } as const;
const reportOf = (output: string, bytes?: string): StepReport => ({
  step,
  outcome: 'done',
  exitCode: 0,
  output,
  printed: bytes === undefined ? undefined : { codePage: 932, bytes },
  startedAt: 1,
  finishedAt: 2,
});
const sizeOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

describe('what steps printed, in a report (L9)', () => {
  it('is told whole where there is room, its bytes too', () => {
    const steps = [reportOf('Ok.', '\u0093\u00fa'), reportOf('x'.repeat(4000))];
    expect(fitSteps(steps)).toEqual(steps);
  });

  it('goes without its bytes before a word of it is cut off', () => {
    const steps = Array.from({ length: 3 }, () => reportOf('\ufffd'.repeat(4000), '\u0093'.repeat(8000)));
    const fitted = fitSteps(steps);
    expect(fitted.map(({ output }) => output)).toEqual(steps.map(({ output }) => output));
    expect(fitted.map(({ printed }) => printed)).toEqual([undefined, undefined, undefined]);
  });

  it('fits into a message however much it is, and each step has its share', () => {
    const text = fc.string({ unit: 'binary', maxLength: 4000, size: 'max' });
    const bytes = fc.option(fc.array(fc.integer({ min: 1, max: 255 }), { maxLength: 8000, size: 'max' }), {
      nil: undefined,
    });
    const steps = fc.array(
      fc.tuple(text, bytes).map(([output, list]) => reportOf(output, list && String.fromCharCode(...list))),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(steps, (list) => {
        const fitted = fitSteps(list);
        expect(sizeOf(fitted)).toBeLessThan(50_000);
        for (const [index, { output }] of fitted.entries())
          expect(list[index]!.output.startsWith(output)).toBe(true);
      }),
      { numRuns: 60 },
    );
    const most = Array.from({ length: 20 }, () => reportOf('\u001b'.repeat(4000), '\u0001'.repeat(8000)));
    expect(sizeOf(fitSteps(most))).toBeLessThan(50_000);
    for (const { output } of fitSteps(most)) expect(output.length).toBeGreaterThan(300);
  });

  it('is changed in no report of before', () => {
    const steps = [reportOf('\ufffd'.repeat(13_000), '\u0093'.repeat(8000))];
    const before = structuredClone(steps);
    fitSteps(steps);
    expect(steps).toEqual(before);
  });
});
