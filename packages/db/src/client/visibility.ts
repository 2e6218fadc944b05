/** On whose behalf a transaction runs and what it may see. */
export interface Visibility {
  /** `*`: everything; otherwise ids of scopes, none meaning nothing. */
  scopes: '*' | readonly string[];
  /** null: nobody in particular. */
  userId: string | null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Value of the setting `teredo.scopes`, which row-level security reads. */
export function scopesSetting(scopes: Visibility['scopes']): string {
  if (scopes === '*') return '*';
  for (const scope of scopes) if (!UUID.test(scope)) throw new TypeError(`Not the id of a scope: ${scope}`);
  return scopes.join(',');
}
