import { readRegistryText, writeRegistryText } from '../host/registry';
import { shell } from '../host/shell';
import { MAILBOX, NOTE, type Note, REPLY, readNote, readReply } from './mailbox';

const KEY = `HKCU\\${MAILBOX}`;

const reply = (id: string, said: number | null): void =>
  void writeRegistryText(KEY, REPLY, JSON.stringify({ v: 1, id, said }));

/** The note that was not answered yet, also by this person in another session; null: there is none. */
function openNote(): Note | null {
  const note = readNote(readRegistryText(KEY, NOTE) ?? '');
  const before = readReply(readRegistryText(KEY, REPLY) ?? '');
  const isAnswered = note !== null && before !== null && before.id === note.id && before.said !== null;
  return isAnswered ? null : note;
}

/** Shows the note in this person's mailbox and puts the answer beside it. */
export function showOpenNote(): void {
  const note = openNote();
  if (note === null) return;
  reply(note.id, null);
  try {
    const said = shell().Popup(note.body, note.seconds, note.title, note.style);
    if (openNote()?.id === note.id) reply(note.id, said);
  } catch (_error) {
    // It did not come up.
    writeRegistryText(KEY, REPLY, '');
  }
}
