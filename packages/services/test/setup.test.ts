import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ServiceContext, verbs } from '../src';
import { TestFleet } from './support/fleet';

let fleet: TestFleet;
const addresses = { publicUrl: 'https://fleet.example.test', agentUrl: 'https://agents.example.test:3001' };
const admin = { name: 'Ada', email: 'Ada@Example.test', password: 'correct horse battery' };

beforeEach(async () => {
  fleet = await TestFleet.create();
  await fleet.admin.query('delete from "user"');
});
afterEach(() => fleet.close());

const system = (): ServiceContext => fleet.as({ kind: 'system', name: 'supervisor' });
const nobody = (): ServiceContext => fleet.as({ kind: 'nobody' });

async function open(): Promise<string> {
  const { link } = await verbs['setup.open'](system(), addresses);
  return link!;
}

const complete = (link: string) => verbs['setup.complete'](nobody(), { link, ...admin, ...addresses });

async function admins(): Promise<unknown[]> {
  return fleet.rows('select email, role from "user"');
}

describe('setup', () => {
  it('makes the first admin with the one-time link and is done then', async () => {
    const link = await open();
    expect(await verbs['setup.status'](nobody(), {})).toEqual({ state: 'open', ...addresses });
    await complete(link);
    expect(await verbs['setup.status'](nobody(), {})).toEqual({ state: 'done', ...addresses });
    expect(await admins()).toEqual([{ email: 'ada@example.test', role: 'admin' }]);
    await expect(complete(link)).rejects.toMatchObject({ code: 'conflict' });
    expect((await verbs['setup.open'](system(), addresses)).link).toBeNull();
  });

  it('tells beforehand whether a link opens the setup, and writes nothing down for it', async () => {
    const opens = async (link: string) => (await verbs['setup.checkLink'](nobody(), { link })).opens;
    expect(await opens('0'.repeat(64))).toBe(false);
    const older = await open();
    const link = await open();
    const written = await fleet.rows('select seq from audit_entry');
    expect(await opens(link)).toBe(true);
    expect(await opens(older)).toBe(false);
    expect(await fleet.rows('select seq from audit_entry')).toEqual(written);
    await complete(link);
    expect(await opens(link)).toBe(false);
  });

  it('makes exactly one admin when fifty people complete it at once', async () => {
    const link = await open();
    const answers = await Promise.allSettled(Array.from({ length: 50 }, () => complete(link)));
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
    expect(await admins()).toHaveLength(1);
    for (const answer of answers) {
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'conflict' });
    }
  });

  it('refuses a wrong link and writes that down', async () => {
    await open();
    await expect(complete('wrong')).rejects.toMatchObject({ code: 'forbidden' });
    expect(await admins()).toEqual([]);
    const entries = await fleet.rows(
      `select action, outcome, address from audit_entry where outcome = 'refused'`,
    );
    expect(entries).toEqual([{ action: 'setup.complete', outcome: 'refused', address: '192.0.2.7' }]);
  });

  it('lets nobody fill the audit trail from outside, neither before nor after', async () => {
    const refusals = async () =>
      (
        await fleet.rows<{ n: number }>(
          `select count(*)::int as n from audit_entry where outcome = 'refused'`,
        )
      )[0]!.n;
    const link = await open();
    for (let n = 0; n < 30; n += 1) await complete(`wrong ${n}`).catch(() => undefined);
    expect(await refusals()).toBe(20);
    await complete(link);
    for (let n = 0; n < 30; n += 1) await expect(complete(link)).rejects.toMatchObject({ code: 'conflict' });
    expect(await refusals()).toBe(20);
  });

  it('refuses every link before one was made, and an older one after the next start', async () => {
    await expect(complete('')).rejects.toMatchObject({ code: 'invalid' });
    await expect(complete('0'.repeat(64))).rejects.toMatchObject({ code: 'forbidden' });
    const older = await open();
    const newer = await open();
    await expect(complete(older)).rejects.toMatchObject({ code: 'forbidden' });
    await complete(newer);
  });

  it('keeps neither the link nor the password in a setting or an entry', async () => {
    const link = await open();
    await complete(link);
    const kept = JSON.stringify([
      await fleet.rows('select * from setting'),
      await fleet.rows('select * from audit_entry'),
    ]);
    expect(kept).not.toContain(link);
    expect(kept).not.toContain(admin.password);
  });

  it('makes the unattended admin once', async () => {
    expect(await verbs['setup.createFirstAdmin'](system(), admin)).toEqual({ created: true });
    expect(await verbs['setup.createFirstAdmin'](system(), { ...admin, email: 'b@example.test' })).toEqual({
      created: false,
    });
    expect(await admins()).toHaveLength(1);
    expect(await verbs['setup.status'](nobody(), {})).toMatchObject({ state: 'done' });
  });

  it.each(['ftp://x.example', 'https://u:p@x.example', 'https://x.example/path', 'javascript:alert(1)', 'x'])(
    'refuses %s as an address',
    async (publicUrl) => {
      const link = await open();
      await expect(
        verbs['setup.complete'](nobody(), { link, ...admin, ...addresses, publicUrl }),
      ).rejects.toMatchObject({ code: 'invalid', fields: { publicUrl: expect.any(String) } });
    },
  );
});
