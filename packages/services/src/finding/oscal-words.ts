/** Under which names of our own lie; what has no name in OSCAL itself. */
const NAMESPACE = 'urn:teredo-fleet:oscal';

/** A text on one line without spaces around it, as OSCAL's plain strings are; empty where there is nothing to say. */
export function oscalLine(text: string): string {
  return text.replace(/[\s\u0085\u2028\u2029]+/g, ' ').trim();
}

/** Properties of our own; those of which there is nothing to say are left out. */
export function oscalProps(values: Readonly<Record<string, string>>) {
  return Object.entries(values).flatMap(([name, text]) => {
    const value = oscalLine(text);
    return value === '' ? [] : [{ name, ns: NAMESPACE, value }];
  });
}
