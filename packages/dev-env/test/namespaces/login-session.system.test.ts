import { existsSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createLinuxNoticeChannel } from '@teredo-fleet/platform';
import { findProgram } from '@teredo-fleet/platform/spawn';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LoginSession, Namespace, openLoginSession } from '../../src/namespaces';

const missing = ['script', 'setpriv', 'unshare', 'who'].filter((name) => findProgram(name) === null);
if (process.getuid?.() !== 0) missing.push('root rights');
const title = `a person at a terminal${missing.length > 0 ? ` (skipped, missing: ${missing.join(', ')})` : ''}`;
const LISTER = fileURLToPath(new URL('./list-sessions.ts', import.meta.url));
const SAM = { user: 'sam', uid: 4711 };

describe.skipIf(missing.length > 0)(title, () => {
  let host: Namespace;
  let session: LoginSession;
  beforeEach(async () => {
    host = await Namespace.create('desk');
    session = await openLoginSession(host, SAM);
  });
  afterEach(async () => {
    await session.close();
    await host.close();
  });

  const listSessions = async () =>
    JSON.parse(await host.exec([process.execPath, '--import', import.meta.resolve('tsx'), LISTER]));

  it('is seen as the only one logged on, and no more after hanging up', async () => {
    const told = {
      id: expect.stringMatching(new RegExp(`^${session.line} .* sam$`)),
      place: expect.stringMatching(new RegExp(`^${session.line} [^a-z]*$`)),
      user: 'sam',
      userId: 'uid 4711',
      means: 'terminal',
      language: null,
    };
    expect(await listSessions()).toEqual([told]);
    await session.close();
    expect(await listSessions()).toEqual([]);
  });

  it('has a shell of their own, with their own rights, and an account that no other host knows', async () => {
    session.type('id -un; id -u; hostname');
    await expect.poll(() => session.screen()).toMatch(/sam\r\n4711\r\ndesk\r\n/);
    expect(readFileSync('/etc/passwd', 'utf8')).not.toMatch(/^sam:/m);
  });

  it('sees the notice on the screen and answers it by typing', async () => {
    const answers = host.pathOf('/run/answers');
    const channel = createLinuxNoticeChannel({
      devices: '/dev',
      answers,
      loggedOn: async () => ({ desktops: [], terminals: [{ ...SAM, line: session.line, since: '' }] }),
      inFront: async () => null,
      isPresenting: async () => null,
      dialog: () => null,
    });
    const [told] = await channel.sessions('now');
    const offers = { acknowledge: true, defer: false, refuse: false };
    const showing = channel.show(told!, {
      language: 'en',
      title: 'Teredo',
      body: 'It will be turned on.',
      openBody: 'It will be turned on.',
      offers,
      answerTimeoutMs: 9_000,
    });
    expect(await showing.displayed).not.toBeNull();
    await expect.poll(() => session.screen()).toContain('It will be turned on.');
    const code = /answer (\d{6})/.exec(session.screen())![1]!;
    expect(existsSync(`${answers}/4711`)).toBe(true);
    expect(statSync(`${answers}/4711`).uid).toBe(4711);
    session.type(`echo acknowledged > /run/answers/4711/${code}`);
    expect((await showing.outcome).answer).toBe('acknowledged');
  });
});
