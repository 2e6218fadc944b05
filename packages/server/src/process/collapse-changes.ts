/** Above this many of one kind the kind is named without ids. */
const IDS_A_KIND = 50;

/** What pages are told changed: each thing once, and only the kind where there would be too many. */
export function collapseChanges(payloads: Iterable<string>): string[] {
  const byKind = new Map<string, string[]>();
  for (const payload of new Set(payloads)) {
    const kind = payload.split(':')[0] ?? payload;
    const those = byKind.get(kind);
    if (those === undefined) byKind.set(kind, [payload]);
    else those.push(payload);
  }
  return [...byKind].flatMap(([kind, those]) => (those.length > IDS_A_KIND ? [kind] : those));
}
