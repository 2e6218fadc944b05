import type { DraftContent } from './draft-sync';

/** What was typed and not saved, with the version that it was made from. */
export interface Unsaved {
  content: DraftContent;
  planHash: string | null;
}

/** Of this tab alone: two tabs must not take each other's keys for their own. */
const keyOf = (slot: string) => `teredo-fleet:draft:${slot}`;

export function keepUnsaved(slot: string, unsaved: Unsaved): void {
  try {
    sessionStorage.setItem(keyOf(slot), JSON.stringify(unsaved));
  } catch {
    // No room or not allowed: then a reload loses what is not saved, and nothing else.
  }
}

export function readUnsaved(slot: string): Unsaved | null {
  try {
    const text = sessionStorage.getItem(keyOf(slot));
    return text === null ? null : (JSON.parse(text) as Unsaved);
  } catch {
    return null;
  }
}

export function forgetUnsaved(slot: string): void {
  try {
    sessionStorage.removeItem(keyOf(slot));
  } catch {
    // Not allowed: then nothing was kept either.
  }
}
