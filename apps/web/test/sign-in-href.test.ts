import { describe, expect, it } from 'vitest';
import { safePath } from '../src/app/(door)/sign-in/search-params';
import { signInHref } from '../src/shell/sign-in-href';

describe('signInHref', () => {
  it('leads back to the page as it was, filters and all', () => {
    const href = signInHref({ pathname: '/machines', search: '?status=active,pending&q=a%26b' }, false);
    const query = new URL(href, 'http://fleet.example.com').searchParams;
    expect(safePath(query.get('next') ?? '')).toBe('/machines?status=active,pending&q=a%26b');
    expect(query.has('ended')).toBe(false);
  });

  it('says when a session had been open', () => {
    expect(signInHref({ pathname: '/', search: '' }, true)).toBe('/sign-in?next=%2F&ended=true');
  });
});
