import { messageBoxAnswer, messageBoxOf } from '@teredo-fleet/teredo';
import type { ScriptClock } from '../host/clock';
import type { ProcessRunner } from '../host/processes';
import { readRegistryNumber, readRegistryText, writeRegistryText } from '../host/registry';
import { MAILBOX, NOTE, type Note, REPLY, type Reply, readReply } from './mailbox';
import type { NoticeChannel, NoticePerson, NoticeShowing, NoticeToShow } from './notice-channel';
import type { Person } from './people';
import { sendMessage } from './send-message';
import { listPeople } from './windows-people';

/** A helper that runs in the session has displayed it by then. */
const HELPER_MS = 15_000;

interface Parts {
  runner: ProcessRunner;
  oemCodePage: number | null;
  clock: ScriptClock;
}

/** Where Presentation Settings keep that they are on. Home editions and Windows XP have none: not known. */
const PRESENTING = 'Software\\Microsoft\\MobilePC\\AdaptableSettings\\Activity';

/** What went into a mailbox, and what came back. */
interface Letter {
  reply(): Reply | null;
  withdraw(): void;
}

const NO_LETTER: Letter = { reply: () => null, withdraw: () => undefined };

function putIn({ userId: sid }: Person, note: Note): Letter {
  if (sid === null) return NO_LETTER;
  const key = `HKEY_USERS\\${sid}\\${MAILBOX}`;
  if (!writeRegistryText(key, NOTE, JSON.stringify(note))) return NO_LETTER;
  return {
    reply() {
      const found = readReply(readRegistryText(key, REPLY) ?? '');
      return found !== null && found.id === note.id ? found : null;
    },
    withdraw: () => void writeRegistryText(key, NOTE, ''),
  };
}

/**
 * Tells everybody who is logged on by a message box in their session: of the helper, which `install` starts with each
 * log-on and which can be answered; where none runs, by Windows' msg, which asks nothing and is not part of home
 * editions. What can be done neither way stays untold, and the job's rules judge that.
 */
export function createWindowsChannel({ runner, oemCodePage, clock }: Parts): NoticeChannel {
  let known: Person[] = [];
  let shown = 0;

  const newest = (id: string): Person | null => known.filter((person) => person.id === id)[0] ?? null;

  function show(asked: NoticePerson, notice: NoticeToShow): NoticeShowing {
    const person = newest(asked.id);
    if (person === null) return { look: () => ({ displayed: false, said: null }), withdraw: () => undefined };
    shown += 1;
    const { style, body } = messageBoxOf(notice.body, notice.offers, asked.language);
    const id = `${clock.localNow()}-${shown}`;
    const seconds = notice.answerTimeoutSeconds;
    const letter = putIn(person, { v: 1, id, title: notice.title, body, style, seconds });
    const asksNothing = !notice.offers.acknowledge && !notice.offers.refuse && !notice.offers.defer;
    const since = clock.now();
    let bySystem: boolean | null = null;

    function displayedBySystem(): boolean {
      if (bySystem === null && (letter === NO_LETTER || clock.now() - since >= HELPER_MS)) {
        bySystem = asksNothing && sendMessage(person as Person, { title: notice.title, body, seconds });
        if (bySystem) letter.withdraw();
      }
      return bySystem === true;
    }

    return {
      look() {
        const reply = letter.reply();
        const said =
          reply === null || reply.said === null ? null : messageBoxAnswer(notice.offers, reply.said);
        // A button that the box has not got: it did not come up.
        const isUp = reply === null ? displayedBySystem() : reply.said === null || said !== null;
        const isSeen = (newest(asked.id) ?? person).atScreen || (said !== null && said !== 'timed-out');
        return { displayed: isUp && isSeen, said };
      },
      withdraw: letter.withdraw,
    };
  }

  return {
    people() {
      known = listPeople(runner, oemCodePage);
      return known;
    },
    isPresenting({ id }) {
      const sid = newest(id)?.userId ?? null;
      const activity =
        sid === null ? null : readRegistryNumber(`HKEY_USERS\\${sid}\\${PRESENTING}`, 'Activity');
      return typeof activity === 'number' ? activity !== 0 : null;
    },
    show,
  };
}
