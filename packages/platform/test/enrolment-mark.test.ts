import { describe, expect, it } from 'vitest';
import { forgetEnrolmentMark, keepEnrolmentMark, keptEnrolmentMark, type RunWindows } from '../src';

const SHA256 = 'ab'.repeat(32);
const KEY = 'HKLM\\SOFTWARE\\Teredo Fleet';

/** A `reg` of one value. */
function registry(exitCode = 0) {
  let value: string | null = null;
  const calls: string[] = [];
  const run: RunWindows = async ({ program, args }) => {
    calls.push([program, ...args].join(' '));
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
    expect(await keptEnrolmentMark(run)).toBeNull();
    await keepEnrolmentMark(SHA256, run);
    expect(await keptEnrolmentMark(run)).toBe(SHA256);
    await forgetEnrolmentMark(run);
    expect(await keptEnrolmentMark(run)).toBeNull();
    expect(calls.every((call) => call.startsWith('reg ') && call.includes(`${KEY} /v enrolment`))).toBe(true);
  });

  it('is nothing but a SHA-256', async () => {
    const { run, calls } = registry();
    for (const text of ['', 'AB'.repeat(32), `${SHA256}" & calc`])
      await expect(keepEnrolmentMark(text, run)).rejects.toThrow(TypeError);
    expect(calls).toEqual([]);
    const other: RunWindows = async () => ({
      bytes: Buffer.from(`\r\nHKEY_LOCAL_MACHINE\\X\r\n    enrolment    REG_SZ    anything\r\n`),
      exitCode: 0,
    });
    expect(await keptEnrolmentMark(other)).toBeNull();
  });

  it('is told as not kept where Windows refuses', async () => {
    await expect(keepEnrolmentMark(SHA256, registry(1).run)).rejects.toThrow(/reg add gave 1/);
  });
});
