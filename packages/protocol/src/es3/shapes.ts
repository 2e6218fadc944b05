/** Reads one value: what it is, without fields that nobody asked for; null when it is not of the shape. */
export type Shape<T> = (value: unknown) => { is: T } | null;

export type Shaped<S> = S extends Shape<infer T> ? T : never;

const MAX_SAFE_INTEGER = 9_007_199_254_740_991;

export const isText =
  (min: number, max: number): Shape<string> =>
  (value) =>
    typeof value === 'string' && value.length >= min && value.length <= max ? { is: value } : null;

export const isLike =
  (pattern: RegExp): Shape<string> =>
  (value) =>
    typeof value === 'string' && pattern.test(value) ? { is: value } : null;

export const isInteger =
  (min: number, max: number = MAX_SAFE_INTEGER): Shape<number> =>
  (value) =>
    typeof value === 'number' && Math.floor(value) === value && value >= min && value <= max
      ? { is: value }
      : null;

export const isBoolean: Shape<boolean> = (value) => (typeof value === 'boolean' ? { is: value } : null);

export function isOneOf<const T extends string | number>(words: readonly T[]): Shape<T> {
  return (value) => {
    for (let index = 0; index < words.length; index += 1)
      if (words[index] === value) return { is: value as T };
    return null;
  };
}

export function isNullOr<T>(shape: Shape<T>): Shape<T | null> {
  return (value) => (value === null ? { is: null } : shape(value));
}

export function isList<T>(shape: Shape<T>, max: number): Shape<T[]> {
  return (value) => {
    if (!isArray(value) || value.length > max) return null;
    const items: T[] = [];
    for (let index = 0; index < value.length; index += 1) {
      const read = shape(value[index]);
      if (read === null) return null;
      items.push(read.is);
    }
    return { is: items };
  };
}

export function isPair<T>(shape: Shape<T>): Shape<[T, T]> {
  const list = isList(shape, 2);
  return (value) => {
    const read = list(value);
    return read === null || read.is.length !== 2 ? null : { is: read.is as [T, T] };
  };
}

type Fields = Record<string, Shape<unknown>>;

/** An object that has all these fields; others are dropped. */
export function hasFields<F extends Fields>(fields: F): Shape<{ [Name in keyof F]: Shaped<F[Name]> }> {
  return (value) => {
    if (typeof value !== 'object' || value === null || isArray(value)) return null;
    const found = value as Record<string, unknown>;
    const kept: Record<string, unknown> = {};
    for (const name in fields) {
      const read = has(found, name) ? (fields[name] as Shape<unknown>)(found[name]) : null;
      if (read === null) return null;
      kept[name] = read.is;
    }
    return { is: kept as { [Name in keyof F]: Shaped<F[Name]> } };
  };
}

/** The object, with those of these fields that it has: each may be missing, and has to fit where it is there. */
export function mayHave<T extends object>(shape: Shape<T>, fields: Fields): Shape<T> {
  return (value) => {
    const read = shape(value);
    if (read === null) return null;
    const found = value as Record<string, unknown>;
    const kept = read.is as Record<string, unknown>;
    for (const name in fields) {
      if (!has(found, name)) continue;
      const field = (fields[name] as Shape<unknown>)(found[name]);
      if (field === null) return null;
      kept[name] = field.is;
    }
    return read;
  };
}

/** The first of several shapes that fits. */
export function isAnyOf<T>(shapes: readonly Shape<T>[]): Shape<T> {
  return (value) => {
    for (let index = 0; index < shapes.length; index += 1) {
      const read = (shapes[index] as Shape<T>)(value);
      if (read !== null) return read;
    }
    return null;
  };
}

const owns = Object.prototype.hasOwnProperty;

export function has(object: object, name: string): boolean {
  return owns.call(object, name);
}

function isArray(value: unknown): value is unknown[] {
  return Object.prototype.toString.call(value) === '[object Array]';
}
