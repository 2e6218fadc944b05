import { until } from '@teredo-fleet/dev-env';
import type { TeredoLab } from '@teredo-fleet/dev-env/namespaces';
import { enterAsAdmin, expect, type Fleet, test } from './fleet-test';
import type { LabMachine } from './lab-machine';
import { approveAsAnother, openPreview, saveLabPlan, submitOnPage } from './lab-plan';
import { readReport } from './lab-report';
import { readMachineState } from './machine-state';

const LABELS = { canary: 'lab contact: canary', rest: 'lab contact: rest' };
const SERVER = '192.0.2.1';
const CONFIGURATION = '# the usual one\nInterfaceName teredo\nServerAddress 192.0.2.1\n';

/**
 * What many a VPN client does: while it sees a tunnel that is not its own, it lets neither the fleet server ($1: its
 * port) nor the gateway be reached.
 */
const KILL_SWITCH = `echo ready
ip monitor link | while read -r line; do
case "$line" in
Deleted*\\ teredo:*) nft delete table inet vpn ;;
*\\ teredo:*) nft list table inet vpn >/dev/null 2>&1 || nft "table inet vpn {
chain out {
type filter hook output priority filter;
tcp dport $1 drop
icmp type echo-request drop
}
}" ;;
esac
done`;

async function guard(lab: TeredoLab, port: number): Promise<void> {
  const guarding = lab.client.start(['sh', '-c', KILL_SWITCH, 'sh', String(port)]);
  await until('the kill switch watches', () => guarding.output().includes('ready'));
}

/** What the kill switch has laid down now; empty when nothing. */
const killed = ({ lab }: LabMachine) => lab.client.tryExec(['nft', 'list', 'tables', 'inet']);

async function settled({ api }: Fleet, { id }: LabMachine): Promise<void> {
  const look = async () => (await api.machines.get.query({ id })).configuredType !== null;
  await until('the machine has said what it is', look);
}

test('a machine of a wave that its own change cuts off from the server gives itself its settings back, and the wave goes no further', async ({
  page,
  browser,
  fleet,
  startMachine,
}) => {
  test.setTimeout(700_000);
  const [guarded, next] = await Promise.all([
    startMachine({
      name: 'lab-contact-guarded',
      label: LABELS.canary,
      configuration: CONFIGURATION,
      prepare: (lab) => guard(lab, fleet.agentPort),
    }),
    startMachine({ name: 'lab-contact-next', label: LABELS.rest }),
  ]);
  for (const machine of [guarded, next]) await settled(fleet, machine);
  const before = [await readMachineState(guarded), await readMachineState(next)];
  await enterAsAdmin(page, fleet);
  const id = await saveLabPlan(fleet, {
    name: 'Teredo on where it cuts off',
    server: SERVER,
    labels: LABELS,
    patienceSeconds: 600,
    contactWindowSeconds: 30,
  });
  const rollout = await submitOnPage(await openPreview(page, fleet.url, id));
  await approveAsAnother(browser, fleet, id);

  await test.step('cut off by its change, with Teredo on', async () => {
    await until('the kill switch has seen Teredo', async () => (await killed(guarded)).includes('vpn'), {
      timeoutMs: 200_000,
      everyMs: 50,
    });
    const changed = await readMachineState(guarded);
    expect(changed.configuration?.text).toBe(CONFIGURATION);
    expect(changed.miredo).not.toEqual([]);
    await expect(rollout.machine(guarded.name)).toContainText(/It is (being )?changed/);
  });

  await test.step('nobody tells it to, and it has its own settings back', async () => {
    await until('Miredo is off again', async () => (await readMachineState(guarded)).miredo.length === 0, {
      timeoutMs: 200_000,
    });
    await expect.poll(() => readMachineState(guarded)).toEqual(before[0]);
    await expect.poll(() => killed(guarded)).toBe('');
  });

  await test.step('it says so when it is heard of again, and nothing begins after it', async () => {
    const row = rollout.machine(guarded.name);
    await expect(row).toContainText('Reverted by itself', { timeout: 200_000 });
    await expect(row).toContainText('It lost contact after the change and put its earlier settings back.');
    await expect(rollout.state).toHaveText('Paused');
    await expect(rollout.pausedBecause).toContainText('Wave 1 has new failures: 1, and 1 pause the rollout.');
    await expect(rollout.counts('Machines of Canary')).toHaveText(['Went wrong1']);
    await expect(rollout.machine(next.name)).toContainText('Wave 2 is not open yet.');
    expect(await readMachineState(next)).toEqual(before[1]);
    const jobs = await readReport(page);
    expect([...jobs.keys()]).toEqual([guarded.name]);
    expect(jobs.get(guarded.name)?.state).toBe('reverted');
    await rollout.carryOut('Abort', 'it cuts machines off');
    await expect(rollout.state).toHaveText('Aborted');
    expect(await readMachineState(next)).toEqual(before[1]);
  });
});
