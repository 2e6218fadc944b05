/** Where to sign in, and come back from to the page as it is, filters and all. `ended`: they were signed in before. */
export function signInHref(
  { pathname, search }: { pathname: string; search: string },
  ended: boolean,
): string {
  const query = new URLSearchParams({ next: pathname + search, ...(ended ? { ended: 'true' } : {}) });
  return `/sign-in?${query}`;
}
