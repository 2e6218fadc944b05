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
});
