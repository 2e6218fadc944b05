import { describe, expect, it } from 'vitest';
import { forgetEnrolmentMark, keepEnrolmentMark, keptEnrolmentMark, type RunWindows } from '../src';

const SHA256 = 'ab'.repeat(32);
const NEXT = 'cd'.repeat(32);
const KEY = 'HKLM\\SOFTWARE\\Teredo Fleet';

/** A `reg` of one value. */
function registry(exitCode = 0, answers = true) {
  let value: string | null = null;
  const calls: string[] = [];
  const run: RunWindows = async ({ program, args }) => {
    calls.push([program, ...args].join(' '));
    if (args.includes('CurrentVersion')) return { bytes: Buffer.from(''), exitCode: answers ? 0 : 1 };
    if (args[0] === 'add' && exitCode === 0) value = args[args.indexOf('/d') + 1] ?? null;
    if (args[0] === 'delete') value = null;
    const isThere = args[0] !== 'query' || value !== null;
    const text = `\r\n${KEY.replace('HKLM', 'HKEY_LOCAL_MACHINE')}\r\n    enrolment    REG_SZ    ${value}\r\n\r\n`;
    return { bytes: Buffer.from(isThere ? text : ''), exitCode: isThere ? exitCode : 1 };
  };
  return { run, calls };
}

describe('which enrolment is this machine’s', () => {
  it('is kept where only administrators write, read back and taken away', async () => {
    const { run, calls } = registry();
    expect(await keptEnrolmentMark(run)).toEqual([]);
    await keepEnrolmentMark([SHA256], run);
    expect(await keptEnrolmentMark(run)).toEqual([SHA256]);
    await forgetEnrolmentMark(run);
    expect(await keptEnrolmentMark(run)).toEqual([]);
    const ours = calls.filter((call) => call.startsWith('reg ') && call.includes(`${KEY} /v enrolment`));
    expect(calls.length - ours.length).toBe(2);
  });

  it('are two while one takes the place of the other', async () => {
    const { run } = registry();
    await keepEnrolmentMark([SHA256, NEXT], run);
    expect(await keptEnrolmentMark(run)).toEqual([SHA256, NEXT]);
  });

  it('is not taken for none where the registry can’t be read', async () => {
    await expect(keptEnrolmentMark(registry(1, false).run)).rejects.toThrow(/does not say.*reg query gave 1/);
  });

  it('is nothing but a SHA-256', async () => {
    const { run, calls } = registry();
    for (const text of ['', 'AB'.repeat(32), `${SHA256}" & calc`])
      await expect(keepEnrolmentMark([SHA256, text], run)).rejects.toThrow(TypeError);
    await expect(keepEnrolmentMark([], run)).rejects.toThrow(TypeError);
    expect(calls).toEqual([]);
    const other: RunWindows = async () => ({
      bytes: Buffer.from(`\r\nHKEY_LOCAL_MACHINE\\X\r\n    enrolment    REG_SZ    anything\r\n`),
      exitCode: 0,
    });
    expect(await keptEnrolmentMark(other)).toEqual([]);
  });

  it('is told as not kept where Windows refuses', async () => {
    await expect(keepEnrolmentMark([SHA256], registry(1).run)).rejects.toThrow(/reg add gave 1/);
  });
});
