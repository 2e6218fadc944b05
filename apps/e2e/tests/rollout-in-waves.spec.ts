import { type FleetApi, type FleetServer, signIn, until } from '@teredo-fleet/dev-env';
import { ADMIN, live, signInOnPage, startServerWithAdmin } from './admin';
import { type Browser, expect, type Page, test } from './browser';
import { RolloutPage, RolloutWizard } from './rollout-pages';
import { CANARY, isAsWanted, MACHINES, ROLES, WANTED, WavesFleet } from './waves-fleet';

const APPROVER = { email: 'bo@example.org', password: 'a second pair of eyes' };
/** For facts that come by themselves: a machine that was held asks again after half a minute. */
const WAIT = { timeout: 200_000 };
const SOON = { timeoutMs: 200_000 };

let server: FleetServer;
let fleet: WavesFleet;
let api: FleetApi;

async function tokenOf(label: string, maxUses: number): Promise<string> {
  const token = { label, autoAccept: true, maxUses, expiresInHours: 1 };
  return (await api.tokens.create.mutate(token)).text;
}

/** Every machine enrols, is there and is read; then those go away that will be away. */
async function enrolFleet(): Promise<void> {
  const canary = await tokenOf('canary', CANARY);
  const others = await tokenOf('office', MACHINES - CANARY);
  const { agentUrl } = server;
  await fleet.enrol((index) => ({ agentUrl, token: ROLES.canary(index) ? canary : others }));
  for (const machine of fleet.machines) machine.come();
  const isRead = async () => {
    const { byConfigured } = await api.machines.counts.query({ filter: { contact: ['online'] } });
    return Object.values(byConfigured).reduce((sum, count) => sum + count, 0) === MACHINES;
  };
  await until('every machine is read', isRead, SOON);
  await Promise.all(fleet.those(ROLES.away).map((machine) => machine.leave()));
}

test.beforeAll(async () => {
  test.setTimeout(700_000);
  fleet = new WavesFleet();
  server = await startServerWithAdmin();
  api = await signIn(server.url, ADMIN);
  await api.settings.set.mutate({ heartbeatSeconds: 2 });
  await api.users.create.mutate({ name: 'Bo Example', ...APPROVER, role: 'approver', scopeIds: [] });
  await enrolFleet();
});
test.afterAll(async () => {
  await fleet.close();
  await server.stop();
});

/** What is too long for a test: a read-back after a second, and seconds of patience instead of hours. */
async function shortenTimes(id: string): Promise<void> {
  const { draft, name, planHash } = await api.rollouts.draft.query({ id });
  const waves = draft.waves?.map((wave) => ({ ...wave, patienceSeconds: 8 }));
  const verify = { attempts: 1, intervalSeconds: 1 };
  await api.rollouts.saveDraft.mutate({ id, name, seen: planHash, draft: { ...draft, waves, verify } });
}

async function writePlan(page: Page): Promise<string> {
  const wizard = new RolloutWizard(page, server.url);
  await wizard.begin('Teredo on, everywhere');
  const { pathname } = new URL(page.url());
  const id = pathname.split('/')[2]!;
  await shortenTimes(id);
  await page.goto(`${server.url}${pathname}`);
  await expect(live(page)).toBeVisible();
  await wizard.fill('Search machines', 'PLAIN-');
  await expect(page.getByText(`All ${MACHINES} matching machines`)).toBeVisible();
  await wizard.next('Change');
  await page.getByRole('radio', { name: /Turn Teredo on/ }).check();
  await wizard.fill('Teredo server', WANTED.server);
  await page.getByText('More options').click();
  await wizard.fill('Client UDP port', String(WANTED.port));
  await wizard.next('Waves');
  await page.getByRole('button', { name: 'Remove wave 2' }).click();
  await wizard.wave(1).getByLabel('Takes').selectOption('Machines that match a filter');
  await wizard.choose('Label', 'canary', wizard.wave(1));
  await wizard.setGate(1, {
    'Pause at so many new failures': '3',
    'Pause above this share of failures': '100',
    'Good results needed': '80',
    'Machines that must have reported': '70',
    'Watch it for': '0',
  });
  await wizard.next('Notice');
  await page.getByRole('radio', { name: /Acknowledge/ }).check();
  await wizard.next('Timing');
  await wizard.fill('Machines changed at the same time', '');
  await wizard.fill('Machines that begin each minute', '');
  return id;
}

async function submitPlan(page: Page): Promise<void> {
  const wizard = new RolloutWizard(page, server.url);
  await wizard.next('Preview');
  await expect(page.getByText(`${MACHINES} targeted`)).toBeVisible();
  await expect(page.getByRole('list', { name: 'Machines of Canary' })).toHaveText(`Will change${CANARY}`);
  await wizard.next('Rehearsal');
  await expect(page.getByRole('list', { name: 'Expected course' })).toBeVisible();
  await wizard.submit('the baseline asks for it');
  await expect(new RolloutPage(page).state).toHaveText('Awaits approval');
}

async function approve(browser: Browser, url: string): Promise<void> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signInOnPage(page, server.url, APPROVER);
  await page.goto(url);
  await new RolloutPage(page).carryOut('Approve', 'looked at the preview');
  await context.close();
}

/** How many machines of the rollout are in this state, as the server has it. */
async function countIn(id: string, state: string): Promise<number> {
  const { total } = await api.rollouts.members.query({ id, filter: { states: [state] }, limit: 1 });
  return total;
}

/** What had begun has ended. */
async function untilNoneIsUnderWay(id: string): Promise<void> {
  const isOver = async () => (await api.rollouts.get.query({ id })).planned?.totals.begun === 0;
  await until('what had begun is over', isOver, SOON);
}

async function seeCanaryStop(rollout: RolloutPage, id: string): Promise<void> {
  const canary = rollout.wave('Canary');
  await expect(rollout.state).toHaveText('Paused', WAIT);
  await expect(canary).toContainText('Wave 1 has new failures: 3, and 3 pause the rollout.');
  await expect(rollout.count('Machines of Canary', 'Went wrong')).toHaveText('Went wrong3');
  await rollout.list('Machines of Canary', 'Went wrong');
  await expect(rollout.machines).toHaveCount(3);
  for (const { hostname } of fleet.those(ROLES.failing))
    await expect(rollout.machine(hostname)).toContainText('What was wanted was not read back');
  await untilNoneIsUnderWay(id);
  const before = fleet.begun();
  for (const machine of fleet.those(ROLES.canary, ROLES.patient)) machine.letAnswer();
  const held = CANARY - before.length;
  const haveAsked = async () => (await countIn(id, 'queued')) === held;
  await until('the rest of the canary has asked', haveAsked, SOON);
  expect(held).toBeGreaterThanOrEqual(3);
  expect(fleet.begun()).toEqual(before);
}

async function acknowledgeAndResume(rollout: RolloutPage): Promise<void> {
  await rollout.carryOut('Resume', 'a known fault of that image');
  await expect(rollout.state).toHaveText('Running');
  await expect(rollout.wave('Canary')).toContainText('3 went wrong: 3 acknowledged, 0 new');
  await expect(rollout.wave('All the rest')).toContainText('opened', WAIT);
}

/** Under the brake every machine asks that may, and a part of them is left out. */
async function holdAllByBrake(rollout: RolloutPage, id: string): Promise<void> {
  const { page } = rollout;
  await rollout.confirm(page.getByRole('button', { name: 'Brake', exact: true }), 'something is odd');
  await expect(page.getByText('The brake is on: no change starts anywhere.').first()).toBeVisible();
  await untilNoneIsUnderWay(id);
  const before = fleet.begun();
  const patient = fleet.those(ROLES.patient);
  await until('all are told', () => patient.every(({ told }) => told.length > 0), SOON);
  for (const machine of patient) machine.letAnswer();
  await until('all have asked', async () => (await countIn(id, 'notifying')) === 0, SOON);
  await leaveOutFiltered(rollout);
  expect(fleet.begun()).toEqual(before);
  await rollout.confirm(page.getByRole('button', { name: 'Release' }), 'it was a false alarm');
}

async function leaveOutFiltered(rollout: RolloutPage): Promise<void> {
  await rollout.list('Machines of All the rest', 'Waiting');
  await rollout.search('PLAIN-19');
  await expect(rollout.machine('PLAIN-199')).toContainText('The brake is on');
  await expect(rollout.bulk).toContainText('matching: the filter is kept, not the names');
  const sent = rollout.page.waitForRequest(/rollouts\.exclude/);
  await rollout.confirm(rollout.bulk.getByRole('button', { name: 'Leave out' }), 'they are being replaced');
  expect((await sent).postData()).toContain('"filter":{"wave":1,"group":"waiting","search":"PLAIN-19"}');
  await expect(rollout.log('machines out')).toContainText('they are being replaced');
}

/** While they are away the rollout can't end. */
async function seeLateOnes(rollout: RolloutPage): Promise<void> {
  const away = fleet.those(ROLES.away);
  const late = rollout.count('Machines of All the rest', 'In the late pool');
  await expect(late).toHaveText(`In the late pool${away.length}`, WAIT);
  await rollout.list('Machines of All the rest', 'In the late pool');
  await expect(rollout.machine('PLAIN-10')).toContainText('It is away, in the late pool.');
  await expect(rollout.machine('PLAIN-10')).toContainText('Next: It is changed when it is back');
  expect(away.every(({ begun }) => begun.size === 0)).toBe(true);
}

async function retryFailed(rollout: RolloutPage): Promise<void> {
  for (const machine of fleet.those(ROLES.failing).slice(1)) machine.mend();
  await rollout.carryOut('Retry failed', 'two of them are mended');
}

/** What the page says at the end is what the machines are. Returns how many were changed and read back so. */
async function compareWithMachines(rollout: RolloutPage): Promise<number> {
  const skipped = fleet.those(ROLES.compliant).length;
  const verified = fleet.machines.filter(isAsWanted).length - skipped;
  const failed = fleet.machines.filter((machine) => machine.begun.size > 0 && !isAsWanted(machine));
  const leftOut = fleet.machines.filter((machine) => machine.begun.size === 0).length - skipped;
  expect(failed.map(({ hostname }) => hostname)).toEqual(['PLAIN-0']);
  await expect(rollout.bar('All machines')).toHaveText(
    `Verified${verified}Went wrong1Skipped${skipped}Left out${leftOut}`,
  );
  for (const { told, begun } of fleet.those(ROLES.away))
    expect(told[0]).toBeLessThan(Math.min(...begun.values()));
  return verified;
}

/** Who was told is counted, and the number leads to as many machines. */
async function seeWhoWasTold({ page }: RolloutPage): Promise<void> {
  const told = fleet.machines.filter((machine) => machine.told.length > 0 && machine.begun.size > 0).length;
  const shown = page.getByRole('list', { name: 'How far the notice came' }).getByRole('listitem').last();
  await expect(shown).toContainText(`Shown${told} of `);
  await shown.getByRole('link').click();
  const machines = page.getByRole('region', { name: 'Machines', exact: true });
  await expect(machines.getByRole('heading').getByRole('status')).toHaveText(String(told));
  await page.getByRole('button', { name: 'Remove filter Notice: Shown' }).click();
}

async function rollBack(rollout: RolloutPage, id: string, verified: number): Promise<void> {
  // On PLAIN-0 nothing took effect, so there was nothing to give back.
  const changed = fleet.begun().length - 1;
  await rollout.carryOut('Roll back', 'it was not wanted after all', String(verified));
  await rollout.page.waitForURL((url) => !url.pathname.includes(id));
  await rollout.end(WAIT);
  await expect(rollout.bar('All machines')).toHaveText(`Rolled back${changed}Skipped1`);
  const earlier = new Set(fleet.machines.map(({ machine }) => JSON.stringify(machine.settings)));
  expect(earlier.size).toBe(MACHINES - fleet.those(ROLES.compliant).length + 1);
  for (const machine of fleet.machines) expect(machine.settings()).toEqual(machine.machine.settings);
}

test('a bad canary stops the rollout, it goes on and ends, and every machine gets its own back', async ({
  page,
  browser,
}) => {
  test.setTimeout(700_000);
  await signInOnPage(page, server.url);
  const rollout = new RolloutPage(page);
  const id = await test.step('she writes a plan', () => writePlan(page));
  await test.step('looks at what it would do and submits it', () => submitPlan(page));
  await test.step('somebody else approves it', () => approve(browser, page.url()));
  await test.step('the canary stops it', () => seeCanaryStop(rollout, id));
  await test.step('she acknowledges and resumes', () => acknowledgeAndResume(rollout));
  await test.step('the brake holds all of it', () => holdAllByBrake(rollout, id));
  await test.step('who is away becomes late', () => seeLateOnes(rollout));
  await test.step('what failed is tried again', () => retryFailed(rollout));
  await test.step('who was away comes back, and it ends', async () => {
    for (const machine of fleet.those(ROLES.away)) machine.come();
    await rollout.end(WAIT);
  });
  const verified = await test.step('the counts are true', () => compareWithMachines(rollout));
  await test.step('who was told is counted', () => seeWhoWasTold(rollout));
  await test.step('all of it is rolled back', () => rollBack(rollout, id, verified));
  expect(fleet.failures).toEqual([]);
});
