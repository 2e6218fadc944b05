import type { NoticeChannel } from '../../notice-channel';
import { ANSWERS_FOLDER } from './answer-folder';
import { type LoggedOn, listLoggedOn } from './logged-on';
import { showOnTerminal, type TerminalPlaces } from './terminal-notice';

export interface LinuxNoticeOptions extends TerminalPlaces {
  loggedOn(): Promise<LoggedOn[]>;
}

const USUAL: LinuxNoticeOptions = { devices: '/dev', answers: ANSWERS_FOLDER, loggedOn: listLoggedOn };

/** Tells everybody who is logged on at a terminal, remote sessions included. */
export function createLinuxNoticeChannel(options: LinuxNoticeOptions = USUAL): NoticeChannel {
  const people = new Map<string, LoggedOn>();
  return {
    async sessions() {
      people.clear();
      for (const person of await options.loggedOn()) people.set(person.line, person);
      return [...people.values()].map(({ line, user }) => ({
        id: line,
        user,
        means: 'terminal' as const,
        language: null,
      }));
    },
    show(session, notice) {
      const person = people.get(session.id);
      if (person !== undefined) return showOnTerminal(options, person, notice);
      const gone = { displayedAt: null, answer: null, answeredAt: null, failure: 'the session ended' };
      return { displayed: Promise.resolve(null), outcome: Promise.resolve(gone), withdraw: () => undefined };
    },
    async close() {},
  };
}
