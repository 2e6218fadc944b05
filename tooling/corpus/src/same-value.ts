const isList = (value: object): value is unknown[] =>
  Object.prototype.toString.call(value) === '[object Array]';

/** Whether two values of JSON are the same, whatever the order of their members. */
export function isSameValue(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (isList(a) !== isList(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  const other = b as Record<string, unknown>;
  return keys.every((key) => key in other && isSameValue((a as Record<string, unknown>)[key], other[key]));
}
