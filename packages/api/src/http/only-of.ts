import { InvalidError } from '@teredo-fleet/services';

/** The value of a parameter that is no list. Throws InvalidError, which names it, where the address has more than one. */
export function onlyOf(name: string, texts: readonly string[]): string {
  if (texts.length > 1)
    throw new InvalidError(`${name} stands more than once in the address. Give it once.`, {
      [name]: 'once only',
    });
  return texts[0] ?? '';
}

/** What an address says, each name once. Throws InvalidError, which names the first that it says again, but for `lists`. */
export function onlyValues(search: URLSearchParams, lists: readonly string[] = []): Record<string, string> {
  const names = [...new Set(search.keys())].filter((name) => !lists.includes(name));
  return Object.fromEntries(names.map((name) => [name, onlyOf(name, search.getAll(name))]));
}
