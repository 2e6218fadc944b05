import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ListedSession, namedSession } from '../src/index';

const KIM: ListedSession = {
  id: 'pts/3 2026-11-29 08:03 kim',
  place: 'pts/3 2026-11-29 08:03',
  user: 'kim',
  userId: 'uid 1000',
};
const pseudonymOf = (user: string) =>
  `p-${[...user].reduce((sum, char) => sum * 31 + char.charCodeAt(0), 7) % 1e6}`;

describe('how a job names the people of a machine (N27)', () => {
  it.each([
    [undefined, 'pts/3 2026-11-29 08:03 kim', 'kim'],
    ['account' as const, 'pts/3 2026-11-29 08:03 kim', 'kim'],
    ['id' as const, 'pts/3 2026-11-29 08:03 uid 1000', 'uid 1000'],
    ['pseudonym' as const, `pts/3 2026-11-29 08:03 ${pseudonymOf('uid 1000')}`, pseudonymOf('uid 1000')],
  ])('by %s', (by, id, user) => {
    expect(namedSession(KIM, by, pseudonymOf)).toEqual({ id, user });
  });

  it('goes by the pseudonym where the system does not tell an id, and by nothing else', () => {
    const known = { ...KIM, userId: null };
    expect(namedSession(known, 'id', pseudonymOf).user).toBe(pseudonymOf('kim'));
    expect(namedSession({ ...known, user: null, place: '' }, 'id', pseudonymOf)).toEqual({
      id: pseudonymOf(KIM.id),
      user: pseudonymOf(KIM.id),
    });
  });

  it('takes an account for the same however its letters are written, as Windows does', () => {
    const as = (user: string) => namedSession({ ...KIM, user, userId: null }, 'pseudonym', pseudonymOf).user;
    expect(as('LAB\\Kim')).toBe(as('lab\\kim'));
  });

  it('tells two sessions of one user apart, and lets no account through, whatever it is', () => {
    const named = fc.record({
      user: fc.stringMatching(/^[a-z]{4,20}$/),
      place: fc.stringMatching(/^[0-9]{1,3}$/),
      other: fc.stringMatching(/^[0-9]{4,6}$/),
      userId: fc.option(fc.stringMatching(/^S-1-[0-9]{1,9}$/)),
      by: fc.constantFrom('id' as const, 'pseudonym' as const),
    });
    fc.assert(
      fc.property(named, ({ user, place, other, userId, by }) => {
        const at = (where: string) =>
          namedSession({ id: `${where} ${user}`, place: where, user, userId }, by, pseudonymOf);
        expect(JSON.stringify(at(place))).not.toContain(user);
        expect(at(place).user).toBe(at(other).user);
        expect(at(place).id).not.toBe(at(other).id);
      }),
    );
  });
});
