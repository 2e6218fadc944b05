import type { Locator } from '@playwright/test';
import { until } from '@teredo-fleet/dev-env';
import type { LoginSession } from '@teredo-fleet/dev-env/namespaces';
import { expect } from './fleet-test';

/** Whoever sits at the terminal. */
export const SAM = { user: 'sam', uid: 4711 };

export const NOTICE = {
  title: 'Teredo comes to this computer',
  body: 'Teredo will be turned on today. Ask the help desk (extension 100) if anything stops working.',
};

/** Chooses in the change dialog how the user is asked, with what words. */
export async function askOfUser(
  dialog: Locator,
  { kind, mayRefuse }: { kind: 'Acknowledge' | 'Defer'; mayRefuse: boolean },
): Promise<void> {
  await dialog.getByRole('radio', { name: new RegExp(`^${kind}`) }).check();
  await dialog.getByText('Text and timing').click();
  await dialog.getByLabel('Title').fill(NOTICE.title);
  await dialog.getByLabel('Text', { exact: true }).fill(NOTICE.body);
  await dialog.getByLabel('The user may refuse').setChecked(mayRefuse);
}

/** A notice on the screen: the command by which it asks to be answered, without the word at its end, and its page. */
export async function readNotice(
  session: LoginSession,
  words: string,
): Promise<{ command: string; link: string }> {
  const lines = await until('the notice is on the terminal', () => {
    const shown = session.screen().replaceAll('\r', '').split('\n');
    return shown.some((line) => line.startsWith('>>> ')) && shown;
  });
  expect(lines).toContain(`*** ${NOTICE.title} ***`);
  expect(lines).toContain(NOTICE.body);
  const [, offered, command] =
    /^>>> To answer, .*: (.+)\n>>> (teredo-agent answer \d{6})$/m.exec(lines.join('\n')) ?? [];
  expect(offered).toBe(words);
  const [, link = ''] = /^Read more, and answer: (\S+)$/m.exec(lines.join('\n')) ?? [];
  expect(link).toMatch(/^http:\/\/localhost:\d+\/n\/([0-9A-HJKMNP-TV-Z]{5}-?){4}$/);
  return { command: command ?? '', link };
}
