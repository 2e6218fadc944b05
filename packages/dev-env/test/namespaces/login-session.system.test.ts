import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLinuxNoticeChannel } from '@teredo-fleet/platform';
import { findProgram } from '@teredo-fleet/platform/spawn';
import { describe, expect, it } from 'vitest';
import { openLoginSession } from '../../src/namespaces';

const missing = ['script', 'unshare', 'who'].filter((name) => findProgram(name) === null);
if (process.getuid?.() !== 0) missing.push('root rights');
const title = `a person at a terminal${missing.length > 0 ? ` (skipped, missing: ${missing.join(', ')})` : ''}`;
const LISTER = fileURLToPath(new URL('./list-sessions.ts', import.meta.url));

describe.skipIf(missing.length > 0)(title, () => {
  it('is seen as the only one logged on', async () => {
    const session = await openLoginSession('root');
    const argv = session.among([process.execPath, '--import', import.meta.resolve('tsx'), LISTER]);
    const { stdout, stderr } = spawnSync(argv[0]!, argv.slice(1), { encoding: 'utf8' });
    await session.close();
    expect(JSON.parse(stdout || stderr)).toEqual([
      { id: session.line, user: 'root', means: 'terminal', language: null },
    ]);
  });

  it('sees the notice on the screen and answers it', async () => {
    const session = await openLoginSession('root');
    const answers = mkdtempSync(join(tmpdir(), 'answers-'));
    const channel = createLinuxNoticeChannel({
      devices: '/dev',
      answers,
      loggedOn: async () => ({ desktops: [], terminals: [{ user: 'root', uid: 0, line: session.line }] }),
      dialog: () => null,
    });
    const [told] = await channel.sessions();
    const offers = { acknowledge: true, defer: false, refuse: false };
    const showing = channel.show(told!, {
      title: 'Teredo',
      body: 'It will be turned on.',
      offers,
      answerTimeoutMs: 9_000,
    });
    expect(await showing.displayed).not.toBeNull();
    await expect.poll(() => session.screen()).toContain('It will be turned on.');
    const code = /answer (\d{6}) ok/.exec(session.screen())![1]!;
    expect(existsSync(join(answers, '0'))).toBe(true);
    writeFileSync(join(answers, '0', code), 'acknowledged\n');
    expect((await showing.outcome).answer).toBe('acknowledged');
    await session.close();
    rmSync(answers, { recursive: true, force: true });
  });
});
