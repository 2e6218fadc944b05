import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type UserActor, verbs } from '../src';
import { TestFleet } from './support/fleet';

let fleet: TestFleet;
let admin: UserActor;
beforeEach(async () => {
  fleet = await TestFleet.create();
  admin = fleet.people.get('admin')!;
});
afterEach(() => fleet.close());

const LAST = { code: 'conflict', message: expect.stringContaining('is the last admin who sees everything') };

const setRole = (by: UserActor, id: string, role: UserActor['role'], scopeIds: string[] = []) =>
  verbs['user.setRole'](fleet.as(by), { id, role, scopeIds });
const disable = (by: UserActor, id: string) => verbs['user.disable'](fleet.as(by), { id });

async function fullAdmins(): Promise<string[]> {
  const { rows } = await fleet.admin.query<{ id: string }>(
    `select id from "user" where role = 'admin' and scope_ids = '{}' and disabled_at is null`,
  );
  return rows.map(({ id }) => id);
}

describe('the last admin who sees everything', () => {
  it.each([
    ['another role', 'operator', () => []],
    ['limits', 'admin', () => [fleet.scopeId]],
  ] as const)('cannot be given %s', async (_words, role, scopeIds) => {
    await expect(setRole(admin, admin.id, role, scopeIds())).rejects.toMatchObject(LAST);
    expect(await fullAdmins()).toEqual([admin.id]);
  });

  it('cannot be disabled by itself, nor by an admin with limits', async () => {
    const limited = await fleet.person('admin', [fleet.scopeId]);
    await expect(disable(admin, admin.id)).rejects.toMatchObject({ code: 'conflict' });
    await expect(disable(limited, admin.id)).rejects.toMatchObject({ code: 'not-found' });
    expect(await fullAdmins()).toEqual([admin.id]);
  });

  it('is not outnumbered by admins who are limited or disabled', async () => {
    await fleet.person('admin', [fleet.scopeId]);
    const former = await fleet.person('admin');
    await disable(admin, former.id);
    await expect(setRole(admin, admin.id, 'viewer')).rejects.toMatchObject(LAST);
  });

  it('remains when two admins take each other away at the same time, ten times over', async () => {
    for (let round = 0; round < 10; round += 1) {
      const [id] = await fullAdmins();
      const one: UserActor = { ...admin, id: id! };
      const other = await fleet.person('admin');
      const taken = await Promise.allSettled([
        round % 2 === 0 ? disable(one, other.id) : setRole(one, other.id, 'viewer'),
        disable(other, one.id),
      ]);
      expect(taken.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(await fullAdmins()).toHaveLength(1);
    }
  });
});

it('an admin can be disabled or demoted while another one is left', async () => {
  const other = await fleet.person('admin');
  await setRole(admin, other.id, 'viewer');
  await setRole(admin, other.id, 'admin');
  await disable(other, admin.id);
  expect(await fullAdmins()).toEqual([other.id]);
});
