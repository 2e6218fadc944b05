import type * as z from 'zod';
import { InvalidError } from '../errors';
import { issueText } from './issue-text';

/** Turns raw input into what the verb takes, or throws InvalidError with one sentence a field. */
export function parseInput<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const fields: Record<string, string> = {};
  for (const issue of parsed.error.issues) {
    const path = issue.path.map(String).join('.') || 'input';
    fields[path] ??= issueText(issue);
  }
  const listed = Object.entries(fields)
    .slice(0, 3)
    .map(([path, message]) => `${path} ${message}`);
  throw new InvalidError(
    `Something in what was sent is not right: ${listed.join('; ')}. Correct it and try again.`,
    fields,
  );
}
