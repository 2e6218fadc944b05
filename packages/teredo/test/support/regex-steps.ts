import regjsparser, { type AstNode } from 'regjsparser';

/** Goes on matching at a place; the end of the match, or -1. */
type Next = (at: number) => number;
type Matcher = (at: number, next: Next) => number;

interface Run {
  text: string;
  steps: number;
}

const fold = (code: number): number => {
  const lower = String.fromCharCode(code).toLowerCase();
  return lower.length === 1 ? lower.charCodeAt(0) : code;
};

type Test = (code: number) => boolean;

/** Answers for ASCII are asked for once. */
function remembered(test: Test): Test {
  const known = Array.from({ length: 128 }, (_, code) => test(code));
  return (code) => known[code] ?? test(code);
}

const CLASSES: Record<string, (code: number) => boolean> = {
  d: (code) => code >= 48 && code <= 57,
  w: remembered((code) => /\w/.test(String.fromCharCode(code))),
  s: remembered((code) => /\s/.test(String.fromCharCode(code))),
};

function classTest(value: string): Test {
  const test = CLASSES[value.toLowerCase()];
  if (test === undefined) throw new Error(`\\${value} is not counted`);
  return value === value.toLowerCase() ? test : (code) => !test(code);
}

function rangeTest(min: number, max: number, ignoreCase: boolean): Test {
  if (!ignoreCase) return (code) => code >= min && code <= max;
  return remembered((code) => {
    const lower = fold(code);
    const upper = String.fromCharCode(code).toUpperCase().charCodeAt(0);
    return [code, lower, upper].some((one) => one >= min && one <= max);
  });
}

/** What a node that takes exactly one character asks of it; null for any other node. */
function characterTest(node: AstNode, ignoreCase: boolean): Test | null {
  if (node.type === 'value') return rangeTest(node.codePoint, node.codePoint, ignoreCase);
  if (node.type === 'dot') return (code) => ![10, 13, 0x2028, 0x2029].includes(code);
  if (node.type === 'characterClassEscape') return classTest(node.value);
  if (node.type === 'characterClassRange')
    return rangeTest(node.min.codePoint, node.max.codePoint, ignoreCase);
  if (node.type !== 'characterClass') return null;
  const tests = (node.body as AstNode[]).map((part) => characterTest(part, ignoreCase)!);
  return remembered((code) => tests.some((test) => test(code)) !== node.negative);
}

/** A pattern made into a matcher that goes back as engines do, and counts each look at a character. */
export class CountedPattern {
  private readonly match: Matcher;
  private run: Run = { text: '', steps: 0 };

  constructor(
    source: string,
    private readonly flags: string,
  ) {
    this.match = this.compile(regjsparser.parse(source, flags) as AstNode);
  }

  /** Steps of one `exec` from an index, and where the match stands; the end is -1 without one. */
  exec(text: string, from: number): { steps: number; start: number; end: number } {
    this.run = { text, steps: 0 };
    for (let start = from; start <= text.length; start += 1) {
      const end = this.match(start, (at) => at);
      if (end !== -1) return { steps: this.run.steps, start, end };
    }
    return { steps: this.run.steps, start: -1, end: -1 };
  }

  private compile(node: AstNode): Matcher {
    const test = characterTest(node, this.flags.includes('i'));
    if (test !== null) return (at, next) => (this.takes(test, at) ? next(at + 1) : -1);
    switch (node.type) {
      case 'alternative':
        return this.sequence((node.body as AstNode[]).map((part) => this.compile(part)));
      case 'disjunction':
        return this.either((node.body as AstNode[]).map((part) => this.compile(part)));
      case 'group':
        return this.group(
          node.behavior,
          this.sequence((node.body as AstNode[]).map((part) => this.compile(part))),
        );
      case 'anchor':
        return (at, next) => (this.isAnchor(node.kind, at) ? next(at) : -1);
      case 'quantifier':
        return this.repeat(node.body[0] as AstNode, node.min, node.max ?? Infinity, node.greedy);
      default:
        throw new Error(`${node.type} is not counted`);
    }
  }

  private takes(test: Test, at: number): boolean {
    this.run.steps += 1;
    return at < this.run.text.length && test(this.run.text.charCodeAt(at));
  }

  private sequence(parts: Matcher[]): Matcher {
    return parts.reduceRight<Matcher>(
      (rest, part) => (at, next) => part(at, (end) => rest(end, next)),
      (at, next) => next(at),
    );
  }

  private either(parts: Matcher[]): Matcher {
    return (at, next) => {
      for (const part of parts) {
        const end = part(at, next);
        if (end !== -1) return end;
      }
      return -1;
    };
  }

  private group(behavior: string, body: Matcher): Matcher {
    if (behavior === 'lookahead') return (at, next) => (body(at, (end) => end) === -1 ? -1 : next(at));
    if (behavior === 'negativeLookahead')
      return (at, next) => (body(at, (end) => end) === -1 ? next(at) : -1);
    return body;
  }

  private isAnchor(kind: string, at: number): boolean {
    this.run.steps += 1;
    const { text } = this.run;
    if (kind === 'start') return at === 0;
    if (kind === 'end') return at === text.length;
    const isWord = (index: number) => /\w/.test(text.charAt(index));
    return (isWord(at - 1) !== isWord(at)) === (kind === 'boundary');
  }

  private repeat(body: AstNode, min: number, max: number, greedy: boolean): Matcher {
    const test = characterTest(body, this.flags.includes('i'));
    if (test !== null && greedy) return this.repeatCharacter(test, min, max);
    const one = this.compile(body);
    const from =
      (count: number): Matcher =>
      (at, next) => {
        const more = () =>
          count < max ? one(at, (end) => (end === at ? -1 : from(count + 1)(end, next))) : -1;
        if (count < min) return one(at, (end) => from(count + 1)(end, next));
        if (!greedy) {
          const done = next(at);
          return done === -1 ? more() : done;
        }
        const end = more();
        return end === -1 ? next(at) : end;
      };
    return from(0);
  }

  /** The common case without recursion, so that long runs fit the stack. */
  private repeatCharacter(test: Test, min: number, max: number): Matcher {
    return (at, next) => {
      let end = at;
      while (end - at < max && this.takes(test, end)) end += 1;
      for (; end - at >= min; end -= 1) {
        const done = next(end);
        if (done !== -1) return done;
      }
      return -1;
    };
  }
}
