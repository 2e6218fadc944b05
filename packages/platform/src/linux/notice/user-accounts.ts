/** A user as passwd(5) knows it. */
export interface UserAccount {
  uid: number;
  gid: number;
  home: string;
}

/** Accounts by user name, from the text of passwd(5). */
export function readAccounts(passwd: string): Map<string, UserAccount> {
  const rows = passwd.split('\n').map((row) => row.split(':'));
  return new Map(
    rows.flatMap(([name, , uid, gid, , home]) => {
      if (!name || !uid || !gid || home === undefined) return [];
      return [[name, { uid: Number(uid), gid: Number(gid), home }] as const];
    }),
  );
}
