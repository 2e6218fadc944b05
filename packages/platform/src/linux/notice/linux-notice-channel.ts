import type { NoticeChannel, NoticeSession, NoticeShowing, NoticeToShow } from '../../notice-channel';
import { ANSWERS_FOLDER } from './answer-folder';
import { installedDialog, showOnDesktop } from './desktop-notice';
import type { DesktopSession } from './desktop-session';
import type { DialogProgram } from './dialog-programs';
import { type Audience, type LoggedOn, listLoggedOn } from './logged-on';
import { showOnTerminal, type TerminalPlaces } from './terminal-notice';

export interface LinuxNoticeOptions extends TerminalPlaces {
  loggedOn(): Promise<Audience>;
  /** Null: no program here can show a dialog. */
  dialog(): DialogProgram | null;
}

const USUAL: LinuxNoticeOptions = {
  devices: '/dev',
  answers: ANSWERS_FOLDER,
  loggedOn: listLoggedOn,
  dialog: installedDialog,
};

type Show = (notice: NoticeToShow) => NoticeShowing;

const desktopName = ({ user, display }: DesktopSession) => `${user} ${display}`;

/** A desktop where nothing can show a dialog is told all the same, and its receipt says that it was not. */
function withoutDialog(): NoticeShowing {
  const failure = 'no dialog program is installed (zenity, kdialog or xmessage)';
  return {
    displayed: Promise.resolve(null),
    outcome: Promise.resolve({ displayedAt: null, answer: null, answeredAt: null, failure }),
    withdraw: () => undefined,
  };
}

/** Tells everybody who is logged on: a dialog on each desktop, a text on each other terminal, remote ones included. */
export function createLinuxNoticeChannel(options: LinuxNoticeOptions = USUAL): NoticeChannel {
  const ways = new Map<string, Show>();

  function addDesktop(session: DesktopSession): NoticeSession {
    const dialog = options.dialog();
    const id = desktopName(session);
    ways.set(id, (notice) => (dialog === null ? withoutDialog() : showOnDesktop(dialog, session, notice)));
    return { id, user: session.user, means: 'desktop-dialog', language: session.language };
  }

  function addTerminal(person: LoggedOn): NoticeSession {
    ways.set(person.line, (notice) => showOnTerminal(options, person, notice));
    return { id: person.line, user: person.user, means: 'terminal', language: null };
  }

  return {
    async sessions() {
      const { desktops, terminals } = await options.loggedOn();
      ways.clear();
      return [...desktops.map(addDesktop), ...terminals.map(addTerminal)];
    },
    show(session, notice) {
      const show = ways.get(session.id);
      if (show !== undefined) return show(notice);
      const gone = { displayedAt: null, answer: null, answeredAt: null, failure: 'the session ended' };
      return { displayed: Promise.resolve(null), outcome: Promise.resolve(gone), withdraw: () => undefined };
    },
    async close() {},
  };
}
