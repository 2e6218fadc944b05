import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { until } from '@teredo-fleet/dev-env';
import { openLoginSession } from '@teredo-fleet/dev-env/namespaces';
import { enterAsAdmin, expect, test } from './fleet-test';
import type { LabMachine } from './lab-machine';
import { approveAsAnother, openPreview, saveLabPlan, submitOnPage } from './lab-plan';
import { readReport } from './lab-report';
import { pingPeer, readMachineState, readTeredoAddress } from './machine-state';
import { readNotice, SAM } from './notice-at-terminal';
import { RolloutPage } from './rollout-pages';
import {
  BY_HAND,
  forEach,
  LABELS,
  NAMES,
  type Name,
  OPTIONS,
  OTHER_SERVER,
  readStates,
  SERVER,
  settle,
} from './wave-machines';

const REST: readonly Name[] = ['elsewhere', 'settled', 'away'];
/** As the addresses of that server's clients begin. */
const PREFIX = { [SERVER]: /^2001:0:c000:201:/, [OTHER_SERVER]: /^2001:0:c000:20b:/ };

/** Rows of the preview that say this of machines, without their examples. */
const foretold = (page: Page, what: string, why: string | RegExp) =>
  page
    .getByRole('table', { name: 'What will become of the machines, and why' })
    .getByRole('row')
    .filter({ has: page.getByRole('cell', { name: what, exact: true }) })
    .filter({ hasText: why });

async function expectForetold(page: Page): Promise<void> {
  await expect(page.getByText('5 targeted')).toBeVisible();
  const canary = page.getByRole('list', { name: 'Machines of Canary' }).getByRole('listitem');
  await expect(canary).toHaveText(['Will change2']);
  const rest = page.getByRole('list', { name: 'Machines of The rest' }).getByRole('listitem');
  await expect(rest).toHaveText(['Will change2', 'Already there1']);
  for (const why of ['Teredo is qualified', 'A Teredo address is in use']) {
    await expect(foretold(page, 'Uses Teredo now', why)).toContainText([
      /2.*lab-wave-elsewhere.*lab-wave-settled|2.*lab-wave-settled.*lab-wave-elsewhere/,
    ]);
  }
  await expect(foretold(page, 'Already there', /./)).toContainText(['lab-wave-settled']);
  await expect(foretold(page, 'Offline', 'Offline for less than an hour')).toContainText(['1']);
  await expect(foretold(page, 'Offline', /./)).toContainText(['lab-wave-away']);
  await expect(foretold(page, 'Blocked', /./)).toHaveCount(0);
}

/** Miredo runs with the server that was wished, and packets come through. */
async function expectReached(machine: LabMachine): Promise<void> {
  const { places } = machine;
  expect(readFileSync(places.configuration, 'utf8')).toMatch(new RegExp(`^ServerAddress\\s+${SERVER}$`, 'm'));
  expect(await readTeredoAddress(machine)).toMatch(PREFIX[SERVER]);
  expect(await pingPeer(machine)).toContain(' 0% packet loss');
}

/** Miredo was started as was wished, and has nothing to show for it. */
async function expectDeaf(machine: LabMachine): Promise<void> {
  const { configuration, miredo } = await readMachineState(machine);
  expect(configuration?.text).toBe(BY_HAND.replace('203.0.113.77', SERVER));
  expect(miredo).not.toEqual([]);
  expect(await readTeredoAddress(machine)).toBeNull();
}

test('a canary that cannot hear its Teredo server stops the rollout, people let it go on, and each machine gets its own settings back', async ({
  page,
  browser,
  fleet,
  startMachine,
}) => {
  test.setTimeout(700_000);
  const machines = await forEach(NAMES, (name) => startMachine(OPTIONS[name]));
  const sam = await openLoginSession(machines.away.lab.client, SAM);
  await settle(fleet.api, machines);
  const before = await readStates(machines);
  const settledPid = readFileSync(machines.settled.places.pidFile, 'utf8');
  await enterAsAdmin(page, fleet);
  const id = await saveLabPlan(fleet, {
    name: 'Teredo on in the lab',
    server: SERVER,
    labels: LABELS,
    patienceSeconds: 20,
    contactWindowSeconds: 60,
  });

  await test.step('the preview tells what will become of these machines', async () => {
    const wizard = await openPreview(page, fleet.url, id);
    await expectForetold(page);
    await submitOnPage(wizard);
    await approveAsAnother(browser, fleet, id);
  });
  const rollout = new RolloutPage(page);

  await test.step('it pauses by itself, and nothing begins in the second wave', async () => {
    await expect(rollout.state).toHaveText('Paused', { timeout: 200_000 });
    const stopped = 'Wave 1 has new failures: 1, and 1 pause the rollout.';
    await expect(rollout.pausedBecause).toContainText(stopped);
    await expect(rollout.wave('Canary')).toContainText(stopped);
    await expect(rollout.wave('Canary')).toContainText('Stopped the rollout');
    await expect(rollout.counts('Machines of Canary')).toHaveText(['Verified1', 'Went wrong1']);
    await expect(rollout.gate('Canary')).toContainText([
      '1 good result, 2 needed.',
      '1 of 2 results are good, 100 % needed.',
      '2 of 2 machines reported, 100 % needed.',
    ]);
    await expect(rollout.counts('Machines of The rest')).toHaveText(['Waiting3']);
    for (const name of REST) {
      await expect(rollout.machine(OPTIONS[name].name)).toContainText('Wave 2 is not open yet.');
    }
    expect(await readStates(machines, REST)).toEqual(await forEach(REST, async (name) => before[name]));
  });

  await test.step('the machine’s own reason is in words, and its commands answered well', async () => {
    const row = rollout.machine(OPTIONS.deaf.name);
    await expect(row).toContainText('Verify failed');
    await expect(row).toContainText('What was wanted was not read back.');
    await expect(row).toContainText(`the server ${SERVER} does not answer`);
    await expectDeaf(machines.deaf);
    await expectReached(machines.bare);
  });

  await test.step('the second wave opens when somebody has acknowledged', async () => {
    await rollout.carryOut('Resume', 'that machine stands behind a firewall, the others do not');
    await expect(rollout.machine(OPTIONS.elsewhere.name)).toContainText('Verified', { timeout: 200_000 });
    await expect(rollout.machine(OPTIONS.settled.name)).toContainText('Skipped: already so');
    await expect(rollout.machine(OPTIONS.away.name)).toContainText('It is away, in the late pool.');
    await expect(rollout.counts('All machines')).toHaveText([
      'Verified2',
      'Went wrong1',
      'Unknown1',
      'Skipped1',
    ]);
    await expect(rollout.waitsFor).toContainText('1 machine in the late pool not done yet.');
  });

  await test.step('who comes back late is told first and changed after', async () => {
    machines.away.agent.run();
    const { command } = await readNotice(sam, 'ok');
    await expect(rollout.machine(OPTIONS.away.name)).toContainText('The people on it are being told.');
    expect(await readMachineState(machines.away)).toEqual(before.away);
    sam.type(`${command} ok`);
    await expect(rollout.state).toHaveText('Done', { timeout: 200_000 });
    await expect(rollout.counts('Machines of the late pool')).toHaveText(['Verified1']);
  });

  await test.step('what the machines are is what was said of them', async () => {
    for (const name of ['bare', 'elsewhere', 'away'] as const) await expectReached(machines[name]);
    await expectDeaf(machines.deaf);
    expect(await readMachineState(machines.settled)).toEqual(before.settled);
    expect(readFileSync(machines.settled.places.pidFile, 'utf8')).toBe(settledPid);
    await expect(rollout.operations).toContainText([
      'Finished',
      'Moved 1 machine of wave 2 to the late pool',
      'Opened wave 2',
      'Resumed it',
      'Paused it',
      'Opened wave 1',
      'Started',
      'Approved it',
      'Submitted it for approval',
      'Saved the draft',
    ]);
  });

  await test.step('the report proves it', async () => {
    const jobs = await readReport(page);
    const deaf = jobs.get(OPTIONS.deaf.name);
    expect(deaf?.state).toBe('verify-failed');
    // The service ran already when it came to that: nothing was called that could have given a code.
    expect(deaf?.steps.map(({ step, outcome, exitCode }) => [step.kind, outcome, exitCode])).toEqual([
      ['set-teredo', 'done', 0],
      ['start-service', 'done', null],
    ]);
    const away = jobs.get(OPTIONS.away.name);
    const [receipt] = away?.receipts ?? [];
    expect(receipt).toMatchObject({ user: SAM.user });
    const times = [receipt?.displayedAt, receipt?.answeredAt, away?.startedAt].map((at) =>
      Date.parse(at ?? ''),
    );
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(jobs.get(OPTIONS.settled.name)).toMatchObject({ state: 'already-compliant', steps: [] });
  });

  await test.step('rolled back, every machine has its own earlier settings', async () => {
    await rollout.carryOut('Roll back', 'it was a trial', '3');
    await expect(page.getByRole('heading', { level: 1, name: /^Roll back: / })).toBeVisible();
    await expect(rollout.state).toHaveText('Done', { timeout: 200_000 });
    for (const name of ['deaf', 'bare', 'elsewhere', 'away'] as const) {
      await expect(rollout.machine(OPTIONS[name].name)).toContainText('Rolled back');
    }
    await until('it has its address from the other server again', async () =>
      PREFIX[OTHER_SERVER].test((await readTeredoAddress(machines.elsewhere)) ?? ''),
    );
    expect(await readStates(machines)).toEqual(before);
    expect(await pingPeer(machines.elsewhere)).toContain(' 0% packet loss');
  });
  await sam.close();
});
