import { afterAll, beforeAll, expect, it } from 'vitest';
import { verbs } from '../src';
import { TestFleet } from './support/fleet';

let fleet: TestFleet;
beforeAll(async () => {
  fleet = await TestFleet.create();
});
afterAll(() => fleet.close());

it('shows the applications that asked on the page of their machine, the newest first, and in its history', async () => {
  const id = await fleet.machine();
  await fleet.ask(id, 'Older');
  await fleet.admin.query(`update machine_application set last_asked_at = now() - interval '1 hour'`);
  await fleet.ask(id, '<script>alert(1)</script>', 'grace');
  const { applications } = await verbs['machine.get'](fleet.as('viewer'), { id });
  expect(applications).toMatchObject([
    { name: '<script>alert(1)</script>', askedBy: 'grace' },
    { name: 'Older', askedBy: 'ada' },
  ]);
  expect(applications[0]?.lastAskedAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  const { items } = await verbs['machine.timeline'](fleet.as('viewer'), { id, limit: 10 });
  expect(items).toContainEqual(
    expect.objectContaining({
      kind: 'audit',
      title: 'An application asked for Teredo',
      detail: 'Older, run by ada',
    }),
  );
});

it('of another machine are not shown', async () => {
  await fleet.ask(await fleet.machine(), 'Example Chat');
  const { applications } = await verbs['machine.get'](fleet.as('viewer'), { id: await fleet.machine() });
  expect(applications).toEqual([]);
});
