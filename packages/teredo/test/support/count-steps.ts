import { CountedPattern } from './regex-steps';

/** Methods that look at all they are called on, and those whose work is what they give back. */
const WALKING_STRING = [
  'split',
  'indexOf',
  'lastIndexOf',
  'toLowerCase',
  'toUpperCase',
  'replace',
  'match',
  'search',
];
const CUTTING = ['slice', 'substring', 'trim', 'concat'];
const WALKING_ARRAY = [
  'concat',
  'join',
  'indexOf',
  'some',
  'every',
  'map',
  'filter',
  'reduce',
  'reverse',
  'splice',
];

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;

const lengthOf = (value: unknown): number =>
  typeof value === 'string' || Array.isArray(value) ? value.length : 0;

const patterns = new Map<string, CountedPattern>();

function patternOf({ source, flags }: RegExp): CountedPattern {
  const key = `/${source}/${flags}`;
  const pattern = patterns.get(key) ?? new CountedPattern(source, flags.replace('g', ''));
  patterns.set(key, pattern);
  return pattern;
}

/** Puts counting functions in the place of others until the returned function is called. */
function patch(
  target: object,
  names: readonly string[],
  make: (original: AnyFunction) => AnyFunction,
): () => void {
  const methods = target as Record<string, AnyFunction>;
  const originals = names.map((name) => [name, methods[name]!] as const);
  for (const [name, original] of originals) methods[name] = make(original);
  return () => {
    for (const [name, original] of originals) methods[name] = original;
  };
}

class StepCounter {
  steps = 0;
  private counting = true;

  weigh(walksAll: boolean): (original: AnyFunction) => AnyFunction {
    const counter = this;
    return (original) =>
      function weighed(this: unknown, ...args) {
        const result = original.apply(this, args);
        if (counter.counting) counter.steps += 1 + Math.max(lengthOf(result), walksAll ? lengthOf(this) : 0);
        return result;
      };
  }

  /** Counts an `exec`, and makes sure that the count saw the match that the engine saw. */
  countExec(original: AnyFunction): AnyFunction {
    const counter = this;
    return function exec(this: unknown, ...args) {
      if (!counter.counting) return original.apply(this, args);
      const pattern = this as RegExp;
      counter.counting = false;
      const counted = patternOf(pattern).exec(String(args[0]), pattern.global ? pattern.lastIndex : 0);
      const result = original.apply(this, args) as RegExpExecArray | null;
      counter.counting = true;
      counter.steps += counted.steps;
      const end = result === null ? -1 : result.index + result[0].length;
      if (end !== counted.end) throw new Error(`/${pattern.source}/ was counted wrongly`);
      return result;
    };
  }
}

/**
 * Counts the work of a function: looks at characters by patterns, going back included, and lengths that methods of
 * strings and lists walk over. The same input gives the same number on every machine.
 */
export function countSteps(work: () => void): number {
  const counter = new StepCounter();
  const restore = [
    patch(String.prototype, WALKING_STRING, counter.weigh(true)),
    patch(String.prototype, CUTTING, counter.weigh(false)),
    patch(Array.prototype, WALKING_ARRAY, counter.weigh(true)),
    patch(Array.prototype, ['slice'], counter.weigh(false)),
    patch(RegExp.prototype, ['exec'], (original) => counter.countExec(original)),
  ];
  try {
    work();
  } finally {
    for (const undo of restore) undo();
  }
  return counter.steps;
}
