import { parseAsBoolean, parseAsString } from 'nuqs/server';

/** `next`: where to go afterwards. `ended`: a session was open in this tab, and is no longer. */
export const signInParams = {
  next: parseAsString.withDefault('/'),
  ended: parseAsBoolean.withDefault(false),
};

/** Only a path of this very site: anything else leads to the overview. */
export function safePath(next: string): string {
  const here = 'http://here.invalid';
  if (!next.startsWith('/') || !URL.canParse(next, here)) return '/';
  const { origin, pathname, search } = new URL(next, here);
  return origin === here && !pathname.startsWith('//') ? pathname + search : '/';
}
