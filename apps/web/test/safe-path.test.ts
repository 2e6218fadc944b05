import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safePath } from '../src/app/(door)/sign-in/search-params';

const HERE = 'https://fleet.example.com';

describe('safePath', () => {
  it('keeps a path of this site with its query', () => {
    expect(safePath('/machines?contact=offline')).toBe('/machines?contact=offline');
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '',
    '/\t/evil.example',
  ])('leads %j to the overview', (next) => expect(safePath(next)).toBe('/'));

  it('never leaves this site', () => {
    const alphabet = fc.constantFrom('/', '\\', 'a', '.', ':', '@', '\t', '\n', '?', '#');
    fc.assert(
      fc.property(fc.string({ unit: alphabet, maxLength: 12 }), (next) => {
        const path = safePath(next);
        expect(path).toMatch(/^\/(?!\/)/);
        expect(new URL(path, HERE).origin).toBe(HERE);
      }),
    );
  });
});
