import { describe, expect, it } from 'vitest';
import { factAt } from '../src/evidence-fact';
import { without } from './decision-cases';
import { windows } from './factories';

describe('a fact with its value', () => {
  it.each([
    ['configured.type', 'disabled'],
    ['sources.local.type', 'disabled'],
    ['effective.address', 'none'],
    ['effective.no.such.fact', 'none'],
  ])('%s is %s', (fact, value) => {
    expect(factAt(windows(), fact)).toMatchObject({ fact, value });
  });

  it('is none in a part that nobody told', () => {
    expect(factAt(without(windows()), 'sources.policy.type').value).toBe('none');
  });
});
