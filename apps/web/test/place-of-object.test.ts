import { describe, expect, it } from 'vitest';
import { placeOfObject } from '../src/app/(console)/audit/place-of-object';

const hrefOf = (kind: string, id: string | null, after: unknown = null) =>
  placeOfObject({ object: { kind, id }, after })?.href ?? null;

describe('what an audit entry is about', () => {
  it.each([
    ['machine', 'm-1', '/machines/m-1'],
    ['agent', 'm-1', '/machines/m-1'],
    ['rollout', 'r-1', '/rollouts/r-1'],
    ['notice', 'n-1', '/notices/n-1'],
    ['teredoServer', 'teredo.example.net', '/servers?server=teredo.example.net'],
    ['token', 't-1', '/enrol'],
    ['user', 'u-1', '/settings#users'],
    ['settings', null, '/settings'],
    ['brake', null, '/#brake'],
    ['agentUpdate', '0.3.0', '/machines/agents'],
  ])('opens: %s %s', (kind, id, href) => expect(hrefOf(kind, id)).toBe(href));

  it('is the rollout, for a job whose entry names it', () => {
    expect(hrefOf('job', 'j-1', { rolloutId: 'r-1' })).toBe('/rollouts/r-1');
    expect(hrefOf('job', 'j-1', { state: 'queued' })).toBeNull();
  });

  it('has no page where there is nothing to show', () => {
    expect(hrefOf('machine', null)).toBeNull();
    expect(hrefOf('setup', null)).toBeNull();
  });
});
