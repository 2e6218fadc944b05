import { expect, it } from 'vitest';
import { trailBefore } from '../src/presentation/page-trail';

it('leads back the way that was come', () => {
  expect(trailBefore([null, 'b'], 'c')).toEqual([null, 'b']);
});

it('forgets what the browser’s own Back left behind, also on the first page', () => {
  expect(trailBefore([null, 'b', 'c'], 'b')).toEqual([null]);
  expect(trailBefore([null, 'b'], null)).toEqual([]);
});

it('knows nothing before a page that a link opened', () => {
  expect(trailBefore([], 'c')).toEqual([]);
});
