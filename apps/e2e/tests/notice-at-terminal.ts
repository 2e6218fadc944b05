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

/** Chooses in the change dialog that the user is asked, with what words. */
export async function askForAcknowledgement(
  dialog: Locator,
  { mayRefuse }: { mayRefuse: boolean },
): Promise<void> {
  await dialog.getByRole('radio', { name: /^Acknowledge/ }).check();
  await dialog.getByText('Text and timing').click();
  await dialog.getByLabel('Title').fill(NOTICE.title);
  await dialog.getByLabel('Text', { exact: true }).fill(NOTICE.body);
  await dialog.getByLabel('The user may refuse').setChecked(mayRefuse);
}

/** The command by which the notice on the screen asks to be answered, without the word at its end. */
export async function readNotice(session: LoginSession, words: string): Promise<string> {
  const lines = await until('the notice is on the terminal', () => {
    const shown = session.screen().replaceAll('\r', '').split('\n');
    return shown.some((line) => line.startsWith('>>> ')) && shown;
  });
  expect(lines).toContain(`*** ${NOTICE.title} ***`);
  expect(lines).toContain(NOTICE.body);
  const [, command, offered] = /^>>> (teredo-agent answer \d{6}) (\S+)$/m.exec(lines.join('\n')) ?? [];
  expect(offered).toBe(words);
  return command ?? '';
}
