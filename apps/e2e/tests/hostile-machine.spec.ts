import { randomUUID } from 'node:crypto';
import { type HostileMachine, startHostileMachine, until } from '@teredo-fleet/dev-env';
import { enterAsAdmin, expect, type Fleet, test } from './fleet-test';

const ON = {
  teredo: { mode: 'on', type: null, serverName: null, refreshIntervalSeconds: null, clientPort: null },
  ipv6: 'leave',
  firewall: 'leave',
  allowReboot: false,
  acceptFirewallOff: false,
} as const;

const ACKNOWLEDGE = {
  kind: 'acknowledge',
  mayRefuse: false,
  minimumNoticeSeconds: 0,
  maxDeferrals: 0,
  minimumDeferralSeconds: 0,
  answerTimeoutSeconds: 60,
  whenNobodyLoggedOn: 'wait',
} as const;

async function enrolHostileMachine({ api, agentUrl }: Fleet): Promise<HostileMachine> {
  const order = { label: 'hostile', autoAccept: true, maxUses: 1, expiresInHours: 1 };
  const { text } = await api.tokens.create.mutate(order);
  return startHostileMachine(agentUrl, text);
}

/** A change that its user acknowledges and that fails, so that the machine has said all it can. */
async function failedChange({ api }: Fleet, id: string): Promise<string> {
  const seen = async () => (await api.machines.get.query({ id })).configuredType !== null;
  await until('the machine has said what it is', seen);
  const { rolloutId } = await api.machines.toggle.mutate({
    id,
    desired: ON,
    notice: { policy: ACKNOWLEDGE },
    reason: 'to hear what it says',
    idempotencyKey: randomUUID(),
  });
  const ended = await until('the change has ended', async () => {
    const [job] = (await api.rollouts.get.query({ id: rolloutId })).jobs;
    return job?.terminal ? job : null;
  });
  expect(ended).toMatchObject({ state: 'failed', receipts: [{ answer: 'acknowledged' }] });
  return rolloutId;
}

/** What a page should have none of: something that ran, an element out of a text, words turned round outside raw evidence. */
interface Spoiled {
  ran: boolean;
  images: number;
  turned: string[];
  tooWide: boolean;
}

const LOOK = `(() => {
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const turned = [];
  while (words.nextNode() !== null) {
    const { data, parentElement } = words.currentNode;
    const isRaw = parentElement.closest('pre, script') !== null;
    if (!isRaw && /[\\u202a-\\u202e\\u2066-\\u2069]/.test(data)) turned.push(parentElement.outerHTML.slice(0, 200));
  }
  return {
    ran: 'ran' in window,
    images: document.querySelectorAll('img[src="x"]').length,
    turned,
    tooWide: document.documentElement.scrollWidth > window.innerWidth,
  };
})()`;

test('whatever a machine says of itself, its users and its changes is text, and keeps its place', async ({
  page,
  fleet,
}) => {
  const machine = await enrolHostileMachine(fleet);
  try {
    const rolloutId = await failedChange(fleet, machine.machineId);
    await enterAsAdmin(page, fleet);
    const paths = ['/machines?label=hostile', `/machines/${machine.machineId}`, `/rollouts/${rolloutId}`];
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 900 });
      for (const path of [...paths, '/', '/rollouts', '/audit', '/servers']) {
        await page.goto(fleet.url + path);
        await page.getByRole('heading', { level: 1 }).waitFor();
        if (paths.includes(path)) await page.getByText('onerror').first().waitFor();
        expect.soft(await page.evaluate<Spoiled>(LOOK), `${path}, ${width} px`).toEqual({
          ran: false,
          images: 0,
          turned: [],
          tooWide: false,
        });
      }
    }
  } finally {
    await machine.stop();
  }
});
