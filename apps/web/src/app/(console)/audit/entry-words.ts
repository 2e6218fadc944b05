const WORDS: Readonly<Record<string, string>> = {
  teredoServer: 'Teredo server',
  apiToken: 'API token',
  view: 'saved view',
  audit: 'audit trail',
  finding: 'findings',
  reportLink: 'report link',
  alertDestination: 'place for alerts',
  reportSchedule: 'scheduled report',
};

/** What kind of object an entry is about, as screens call it. */
export function kindWords(kind: string): string {
  return WORDS[kind] ?? kind;
}

/** Why something was done or refused: a person's own words, or a code of the sign-in library in words. */
export function reasonWords(reason: string): string {
  return /^[A-Z]+(_[A-Z]+)+$/.test(reason) ? reason.toLowerCase().replaceAll('_', ' ') : reason;
}
