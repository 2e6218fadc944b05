import type { FormPlan } from './shapes';

/** What the author writes. */
export interface DraftContent {
  name: string;
  draft: FormPlan;
}

/** A draft as the server has it. */
export interface StoredDraft extends DraftContent {
  id: string;
  planHash: string;
}

export type SaveState =
  | 'saved'
  | 'unsaved'
  | 'saving'
  /** The server could not be heard; it is tried again. */
  | 'unreachable'
  /** Somebody saved another version meanwhile. */
  | 'conflict'
  /** The server refused it for another reason. */
  | 'refused';

/** A draft that is written here and kept there. */
export interface DraftSync {
  /** What it was made from: null before the first save. */
  stored: StoredDraft | null;
  mine: DraftContent;
  state: SaveState;
  /** What is on its way to the server. */
  sent: DraftContent | null;
  /** A newer version than the one that `mine` was made from. */
  theirs: StoredDraft | null;
  /** What the server was heard to have while `sent` was on its way; judged when that is answered. */
  heard: StoredDraft | null;
  /** Was sent from `stored`, and its answer was lost: the server may have one of these. */
  doubtful: readonly DraftContent[];
  /** Why the server refused the last save. */
  error: unknown;
}

export type DraftEvent =
  | { kind: 'edited'; content: DraftContent }
  | { kind: 'sending' }
  | { kind: 'sent'; id: string; planHash: string }
  | { kind: 'unreachable' }
  | { kind: 'refused'; error: unknown }
  | { kind: 'outrun'; error: unknown }
  /** The server was asked what it has. */
  | { kind: 'heard'; stored: StoredDraft }
  /** What this tab had not saved when it was last open, and which version it was made from. */
  | { kind: 'recovered'; content: DraftContent; planHash: string | null }
  | { kind: 'take-theirs' }
  | { kind: 'keep-mine' };

/** Keys in order: a store may give them back in another one. */
function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

export function sameContent(a: DraftContent, b: DraftContent): boolean {
  const textOf = ({ name, draft }: DraftContent) => JSON.stringify([name, draft], sortKeys);
  return textOf(a) === textOf(b);
}

const contentOf = ({ name, draft }: DraftContent): DraftContent => ({ name, draft });

/** `mine`: what the form shows, which may say more than what is stored. */
export function beginDraft(stored: StoredDraft | null, mine: DraftContent): DraftSync {
  const saved = stored !== null && sameContent(stored, mine);
  return {
    stored,
    mine,
    state: saved ? 'saved' : 'unsaved',
    sent: null,
    theirs: null,
    heard: null,
    doubtful: [],
    error: null,
  };
}

function afterEdited(sync: DraftSync, mine: DraftContent): DraftSync {
  const settled = sync.state === 'saved' || sync.state === 'refused';
  return { ...sync, mine, state: settled && !sameContent(mine, sync.mine) ? 'unsaved' : sync.state };
}

function afterSent(sync: DraftSync, { id, planHash }: { id: string; planHash: string }): DraftSync {
  const sent = sync.sent ?? sync.mine;
  const state = sameContent(sent, sync.mine) ? 'saved' : 'unsaved';
  return afterAnswer(sync, {
    ...sync,
    stored: { ...sent, id, planHash },
    state,
    theirs: null,
    doubtful: [],
    error: null,
  });
}

const isVersion = (one: StoredDraft, other: StoredDraft | null): boolean =>
  other !== null && one.planHash === other.planHash && one.name === other.name;

/** What was sent is answered: now what was heard meanwhile counts, unless it was only what `before` was made from. */
function afterAnswer(before: DraftSync, answered: DraftSync): DraftSync {
  const { heard } = before;
  const settled = { ...answered, sent: null, heard: null };
  return heard === null || isVersion(heard, before.stored) ? settled : afterHeard(settled, heard);
}

/** What the server has is what `mine` was made from, or was made of it here. */
function madeFrom(sync: DraftSync, stored: StoredDraft): DraftSync {
  const state = sameContent(stored, sync.mine) ? 'saved' : 'unsaved';
  return { ...sync, stored, state, theirs: null, doubtful: [], error: null };
}

/** News of the server: adopted where nothing of mine would be lost, else put before the author. */
function afterHeard(sync: DraftSync, stored: StoredDraft): DraftSync {
  if (sync.state === 'saving') return { ...sync, heard: stored };
  if (isVersion(stored, sync.stored)) return sync.state === 'conflict' ? madeFrom(sync, stored) : sync;
  const isOwn = [sync.mine, ...sync.doubtful].some((one) => sameContent(stored, one));
  if (isOwn) return madeFrom(sync, stored);
  const untouched = sync.stored !== null && sync.doubtful.length === 0 && sameContent(sync.stored, sync.mine);
  if (untouched) return beginDraft(stored, contentOf(stored));
  return { ...sync, state: 'conflict', theirs: stored };
}

function afterRecovered(sync: DraftSync, mine: DraftContent, planHash: string | null): DraftSync {
  if (sameContent(mine, sync.mine)) return sync;
  // Nothing is stored under this address: whatever it was made from, it is the author's own.
  if (sync.stored === null || planHash === sync.stored.planHash) return { ...sync, mine, state: 'unsaved' };
  return { ...sync, mine, state: 'conflict', theirs: sync.stored };
}

/** What becomes of the draft by what happens to it. */
export function syncDraft(sync: DraftSync, event: DraftEvent): DraftSync {
  switch (event.kind) {
    case 'edited':
      return afterEdited(sync, event.content);
    case 'sending':
      return { ...sync, state: 'saving', sent: sync.mine, heard: null };
    case 'sent':
      return afterSent(sync, event);
    case 'unreachable':
      return afterAnswer(sync, {
        ...sync,
        state: 'unreachable',
        doubtful: sync.sent === null ? sync.doubtful : [...sync.doubtful, sync.sent],
      });
    case 'refused':
      return afterAnswer(sync, { ...sync, state: 'refused', error: event.error });
    case 'outrun':
      return afterAnswer(sync, { ...sync, state: 'conflict', error: event.error });
    case 'heard':
      return afterHeard(sync, event.stored);
    case 'recovered':
      return afterRecovered(sync, event.content, event.planHash);
    case 'take-theirs':
      return sync.theirs === null ? sync : beginDraft(sync.theirs, contentOf(sync.theirs));
    case 'keep-mine':
      return sync.theirs === null
        ? sync
        : { ...sync, stored: sync.theirs, theirs: null, doubtful: [], state: 'unsaved', error: null };
  }
}
