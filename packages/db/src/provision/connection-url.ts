/** What a URL is changed to; what isn't named stays, parameters such as sslmode included. */
export interface UrlChange {
  user?: string;
  password?: string;
  database?: string;
}

/** A connection URL for another user or database of the same server. Works for URLs without a host (sockets) too. */
export function changeUrl(url: string, change: UrlChange): string {
  const changed = new URL(url);
  if (change.database !== undefined) changed.pathname = `/${encodeURIComponent(change.database)}`;
  for (const key of ['user', 'password'] as const) {
    const value = change[key];
    if (value === undefined) continue;
    changed.searchParams.delete(key);
    if (changed.hostname === '') changed.searchParams.set(key, value);
    else if (key === 'user') changed.username = encodeURIComponent(value);
    else changed.password = encodeURIComponent(value);
  }
  return changed.href;
}
