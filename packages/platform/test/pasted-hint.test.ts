import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { notOfferedText, terminalText } from '@teredo-fleet/teredo';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const LANGUAGES = ['en', 'de', 'fr', 'es', 'pt-BR', 'ru', 'ja', 'zh-Hans'];
const ALL = { acknowledge: true, defer: true, refuse: true };

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pasted-'));
  const program = join(folder, 'teredo-agent');
  writeFileSync(program, `#!/bin/sh\nprintf '%s\\n' "$*" >> ${join(folder, 'called')}\n`);
  chmodSync(program, 0o755);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What `teredo-agent` is called with when this is typed into a shell, line by line as a terminal does. */
function callsOf(shell: string, typed: string[]): string[] {
  writeFileSync(join(folder, 'called'), '');
  // Each by itself: a line that is none ends the shell that reads it.
  const input = typed.map((line) => `( eval '${line.replaceAll("'", "'\\''")}' )\n`).join('');
  try {
    execFileSync(shell, [], {
      input,
      cwd: folder,
      env: { PATH: `${folder}:/usr/bin:/bin` },
      stdio: ['pipe', 'ignore', 'ignore'],
      timeout: 25_000,
    });
  } catch {
    // The last line was no command.
  }
  return readFileSync(join(folder, 'called'), 'utf8').split('\n').filter(Boolean);
}

const hintOf = (text: string) => text.split('\r\n').filter((line) => line.startsWith('>>>'));

describe.each(LANGUAGES)('the hint of a terminal in %s', (language) => {
  const notice = { language, title: 'Teredo', body: 'Text.', offers: ALL };

  it('answers nothing as it stands, whatever of it is pasted', () => {
    const hint = [
      ...hintOf(terminalText(notice, '123456')),
      ...hintOf(
        notOfferedText({ ...notice, offers: { acknowledge: true, defer: false, refuse: false } }, '123456'),
      ),
    ];
    expect(hint.length).toBeGreaterThanOrEqual(4);
    const bare = hint.map((line) => line.replace(/^>>> /, ''));
    const commands = bare.map((line) => line.slice(Math.max(line.indexOf('teredo-agent'), 0)));
    for (const shell of ['sh', 'bash'])
      expect(new Set(callsOf(shell, [...hint, ...bare, ...commands]))).toEqual(new Set(['answer 123456']));
  });

  it('names each word that answers, and none that does not', () => {
    const only = { acknowledge: true, defer: false, refuse: true };
    const [words = ''] = hintOf(terminalText({ ...notice, offers: only }, '123456'));
    expect(words).toMatch(/\bok\b.*\brefuse\b/);
    expect(words).not.toMatch(/\blater\b/);
    if (language !== 'en') expect(words).toMatch(/refuse [(（].+[)）]/);
  });
});

it('is none for a notice that wants no answer', () => {
  const offers = { acknowledge: false, defer: false, refuse: false };
  expect(hintOf(terminalText({ language: 'en', title: 'T', body: 'B', offers }, '123456'))).toEqual([]);
});
