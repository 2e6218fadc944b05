import type { NoticeChannel, NoticeSession, NoticeShowing, NoticeToShow } from '../../notice-channel';
import { ANSWERS_FOLDER } from './answer-folder';
import { installedDialog, showOnDesktop } from './desktop-notice';
import type { DialogProgram } from './dialog-programs';
import { type Audience, type LoggedOn, type LoggedOnDesktop, listLoggedOn } from './logged-on';
import { isInFront, listLoginSessions } from './login-sessions';
import { isPresentingOn } from './presenting';
import { showOnTerminal, type TerminalPlaces } from './terminal-notice';

export interface LinuxNoticeOptions extends TerminalPlaces {
  loggedOn(): Promise<Audience>;
  /** Whether somebody may be in front of a desktop; null: that can't be known. */
  inFront(desktop: LoggedOnDesktop): Promise<boolean | null>;
  /** Whether somebody presents on a desktop; null: that can't be known. */
  isPresenting(desktop: LoggedOnDesktop): Promise<boolean | null>;
  /** Null: no program here can show a dialog. */
  dialog(): DialogProgram | null;
}

const USUAL: LinuxNoticeOptions = {
  devices: '/dev',
  answers: ANSWERS_FOLDER,
  loggedOn: listLoggedOn,
  inFront: async (desktop) => isInFront(await listLoginSessions(), desktop),
  isPresenting: isPresentingOn,
  dialog: installedDialog,
};

type Show = (notice: NoticeToShow) => NoticeShowing;

/** Of a session's name in a message. */
const LONGEST_NAME = 100;

/** Whoever is on the same line or display later is another session: nobody is told, or has answered, by an earlier one's word. */
function namesOf(line: string, { since, user }: { since: string; user: string }, uid: number) {
  const place = since === '' ? line : `${line} ${since}`;
  return { id: `${place} ${user}`.slice(0, LONGEST_NAME), place, user, userId: `uid ${uid}` };
}

/** A desktop where nothing can show a dialog is told all the same, and its receipt says that it was not. */
function notShown(failure: string): NoticeShowing {
  return {
    displayed: Promise.resolve(null),
    outcome: Promise.resolve({ displayedAt: null, answer: null, answeredAt: null, failure }),
    withdraw: () => undefined,
  };
}

/** Tells everybody who is logged on: a dialog on each desktop, a text on each other terminal, remote ones included. */
export function createLinuxNoticeChannel(options: LinuxNoticeOptions = USUAL): NoticeChannel {
  const ways = new Map<string, Show>();
  const desktopOf = new Map<string, LoggedOnDesktop>();

  function addDesktop(session: LoggedOnDesktop): NoticeSession {
    const dialog = options.dialog();
    const names = namesOf(session.display, session, session.account.uid);
    desktopOf.set(names.id, session);
    ways.set(names.id, (notice) => {
      if (session.display.startsWith('tty'))
        return notShown(`a desktop covers ${session.display}, and nothing tells how to reach it`);
      if (dialog === null) return notShown('no dialog program is installed (zenity, kdialog or xmessage)');
      return showOnDesktop(dialog, session, notice, () => options.inFront(session));
    });
    return { ...names, means: 'desktop-dialog', language: session.language };
  }

  function addTerminal(person: LoggedOn): NoticeSession {
    const names = namesOf(person.line, person, person.uid);
    ways.set(names.id, (notice) => showOnTerminal(options, person, notice));
    return { ...names, means: 'terminal', language: null };
  }

  return {
    async sessions() {
      const { desktops, terminals } = await options.loggedOn();
      ways.clear();
      desktopOf.clear();
      return [...desktops.map(addDesktop), ...terminals.map(addTerminal)];
    },
    async isPresenting({ id }) {
      const desktop = desktopOf.get(id);
      return desktop === undefined ? null : options.isPresenting(desktop);
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
