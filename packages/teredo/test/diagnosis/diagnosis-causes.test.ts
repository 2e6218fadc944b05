import { describe, expect, it } from 'vitest';
import { DIAGNOSIS_RULES, diagnoseHistory } from '../../src/index';
import { CAUSES } from './causes';

const said = (code: string, looks: Parameters<typeof diagnoseHistory>[0]) =>
  diagnoseHistory(looks).filter((one) => one.code === code);

describe('every cause', () => {
  it('has a case and a near miss', () => {
    expect(CAUSES.map(({ code }) => code).sort()).toEqual(DIAGNOSIS_RULES.map(({ code }) => code).sort());
    for (const { code, yields, misses } of CAUSES) {
      expect(yields.length, code).toBeGreaterThan(0);
      expect(misses.length, code).toBeGreaterThan(0);
    }
  });
});

describe.each(CAUSES)('$code', ({ code, yields, misses }) => {
  it.each(yields)('is said of $name', ({ looks, severity, confidence, facts, missing }) => {
    const [diagnosis, ...again] = said(code, looks);
    expect(again).toEqual([]);
    expect(diagnosis).toMatchObject({ severity, confidence });
    expect(diagnosis!.evidence.map(({ fact }) => fact)).toEqual(facts);
    expect(diagnosis!.missing.map((one) => one.code)).toEqual(missing);
    expect(diagnosis!.text).toMatch(/^\S.*\.$/);
    for (const { value, source } of diagnosis!.evidence) {
      expect(value).not.toBe('');
      expect(source).not.toBe('');
    }
  });

  it.each(misses)('is not said when %s', (_name, looks) => {
    expect(said(code, looks)).toEqual([]);
  });
});
