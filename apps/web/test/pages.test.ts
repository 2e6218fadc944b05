import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const APP = fileURLToPath(new URL('../src/app/', import.meta.url));

const pages = readdirSync(APP, { recursive: true, encoding: 'utf8' }).filter((path) =>
  /(^|\/)(page|error|not-found)\.tsx$/.test(path),
);

describe('whatever can be the inside of a page', () => {
  it('is found', () => {
    expect(pages.length).toBeGreaterThan(10);
  });

  it.each(pages)('says when it is live, so that the page may begin to change: %s', (path) => {
    expect(readFileSync(join(APP, path), 'utf8')).toMatch(/<(PrefetchedPage|LastPart)\b/);
  });
});
