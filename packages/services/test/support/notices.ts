import type { NoticeWords } from '@teredo-fleet/teredo';
import { type Role, type UserActor, verbs } from '../../src';
import type { TestFleet } from './fleet';

export const wordsOf = (language: string, changes: Partial<NoticeWords> = {}): NoticeWords => ({
  language,
  title: 'Teredo',
  body: '',
  changes: `What changes, in ${language}.`,
  when: 'Tonight.',
  whom: 'Ask {contact}.',
  ...changes,
});

let notices = 0;

export interface SavedNotice {
  id: string;
  number: number;
  sha256: string;
}

/** A new notice in the fleet's first scope. */
export function saveNotice(
  fleet: TestFleet,
  texts: NoticeWords[] = [wordsOf('en'), wordsOf('de')],
  by: UserActor | Role = 'operator',
): Promise<SavedNotice> {
  notices += 1;
  const name = `Notice ${notices}`;
  return verbs['notice.save'](fleet.as(by), { scopeId: fleet.scopeId, name, texts });
}

/** Saves it anew, by somebody who looked at that version. */
export function saveAgain(
  fleet: TestFleet,
  { id, sha256 }: SavedNotice,
  texts: NoticeWords[],
  name = 'Edited',
): Promise<SavedNotice> {
  return verbs['notice.save'](fleet.as('operator'), { id, seen: sha256, name: `${name} ${id}`, texts });
}
