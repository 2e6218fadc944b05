import type * as z from 'zod';

type Issue = z.core.$ZodIssue;

/** zod's own sentences, which speak of its types. What our schemas say themselves stands as it is. */
const OF_ZOD = /^(Too (big|small)|Invalid|Unrecognized)/;

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};
const MOST_NAMED = 10;

const counted = (count: number | bigint, one: string, many: string): string =>
  `${count} ${Number(count) === 1 ? one : many}`;

function limitText(origin: string, limit: number | bigint, word: 'at most' | 'at least'): string {
  if (origin === 'string') return `must have ${word} ${counted(limit, 'character', 'characters')}`;
  if (origin === 'array') return `must have ${word} ${counted(limit, 'entry', 'entries')}`;
  return `must be ${word} ${limit}`;
}

function named(values: readonly unknown[]): string {
  const some = values.slice(0, MOST_NAMED).map(String).join(', ');
  return values.length > MOST_NAMED ? `${some} or another that is known` : some;
}

/** What is wrong with what was sent, to be read after the name of its field: `must be at least 30`. */
export function issueText(issue: Issue): string {
  const { message } = issue;
  if (!OF_ZOD.test(message)) return message;
  switch (issue.code) {
    case 'too_big':
      return limitText(issue.origin, issue.maximum, 'at most');
    case 'too_small':
      return limitText(issue.origin, issue.minimum, 'at least');
    case 'invalid_type':
      return / received undefined$/.test(message)
        ? 'is missing'
        : `must be ${TYPES[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return issue.values.length === 1
        ? `must be ${String(issue.values[0])}`
        : `must be one of ${named(issue.values)}`;
    case 'unrecognized_keys':
      return `has no ${issue.keys.map((key) => `"${key}"`).join(' and no ')}`;
    case 'invalid_union':
      return 'is of no kind that is known here';
    default:
      return message;
  }
}
