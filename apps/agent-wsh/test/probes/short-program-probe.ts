import { messageOf, scriptHost } from '../../src/host/host';
import { systemFolder } from '../../src/host/shell';
import { runShortly } from '../../src/host/short-program';
import { sendMessage } from '../../src/notice/send-message';

function tell(name: string, run: () => unknown): void {
  const begun = Date.now();
  let said: string;
  try {
    said = String(run());
  } catch (error) {
    said = messageOf(error);
  }
  scriptHost().Echo(`${name} ${said} ${Date.now() - begun}`);
}

const person = { sessionId: 1 } as Parameters<typeof sendMessage>[0];
const message = { title: 'Teredo "wird"', body: 'Zurück\nauf aus 世界', seconds: 60 };

tell('good', () => runShortly(`"${systemFolder()}cmd.exe" /c exit 0`, 60_000));
tell('failing', () => runShortly(`"${systemFolder()}cmd.exe" /c exit 3`, 60_000) === 0);
tell('missing', () => runShortly(`"${systemFolder()}no-such-program.exe"`, 60_000));
tell('hanging', () => runShortly(`"${systemFolder()}msg.exe" hang`, 3_000));
tell('message', () => sendMessage(person, message));
