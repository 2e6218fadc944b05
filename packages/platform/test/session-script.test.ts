import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { listSessionsCommand } from '../src/windows/notice/session-script';

const COMPILER = '/usr/bin/mcs';
const missing = existsSync(COMPILER) ? '' : ' (skipped, missing: mono-mcs)';

/** The program text that PowerShell is given to compile. */
function programText(): string {
  const script = listSessionsCommand().args.at(-1) ?? '';
  const [, base64 = ''] = /FromBase64String\('([^']+)'\)/.exec(script) ?? [];
  return Buffer.from(base64, 'base64').toString();
}

describe.skipIf(missing !== '')(`what asks Windows for sessions and shows a box in one${missing}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'session-script-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is C# 5, the newest that PowerShell 5.1 compiles', () => {
    const path = join(folder, 'wts.cs');
    writeFileSync(path, programText());
    const args = [
      '-langversion:5',
      '-warnaserror',
      '-target:library',
      `-out:${join(folder, 'wts.dll')}`,
      path,
    ];
    expect(execFileSync(COMPILER, args, { encoding: 'utf8' })).toBe('');
    expect(existsSync(join(folder, 'wts.dll'))).toBe(true);
  });

  it('knows whose language it reads by the session’s own token: no account is looked up, which could wait for a domain', () => {
    const text = programText();
    expect(text).not.toMatch(/NTAccount|Translate/);
    const [, language = ''] = /static string Language\(int id\) \{([\s\S]*?)\n {2}\}/.exec(text) ?? [];
    expect(language).toContain('Sid(id)');
    const [, sid = ''] = /static string Sid\(int id\) \{([\s\S]*?)\n {2}\}/.exec(text) ?? [];
    expect(sid).toMatch(/WTSQueryUserToken\(id, out token\)[\s\S]*finally \{ CloseHandle\(token\); \}/);
  });

  it('leaves the language of a session open where Windows gives no token', () => {
    const path = join(folder, 'ask.cs');
    const call = `typeof(Wts).GetMethod("Language", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)`;
    const main = `public static class Ask { public static void Main() { Console.Write("[" + ${call}.Invoke(null, new object[] { 1 }) + "]"); } }`;
    writeFileSync(path, `${programText()}\n${main}`);
    execFileSync(COMPILER, ['-langversion:5', `-out:${join(folder, 'ask.exe')}`, path]);
    expect(execFileSync('mono', [join(folder, 'ask.exe')], { encoding: 'utf8' })).toBe('[]');
  });
});
