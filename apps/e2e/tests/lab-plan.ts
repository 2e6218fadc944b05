import { randomUUID } from 'node:crypto';
import type { Browser, Page } from '@playwright/test';
import { live, signInOnPage } from './admin';
import { expect, type Fleet } from './fleet-test';
import { NOTICE } from './notice-at-terminal';
import { RolloutPage, RolloutWizard } from './rollout-pages';

const HOUR_MS = 3_600_000;
const REASON = 'Delivery Optimization needs it';

/** One failure stops it; everybody of the wave has to be good. */
const STRICT_GATE = {
  minSample: 2,
  maxFailures: 1,
  maxFailPercent: 0,
  successPercent: 100,
  coveragePercent: 100,
  maxLatePercent: 0,
  maxBlockedPercent: 0,
  soakSeconds: 0,
  promotion: 'automatic',
} as const;

/** Whoever is logged on has to say yes; a machine where nobody is goes on by itself. */
const ASK_WHO_IS_THERE = {
  kind: 'acknowledge',
  mayRefuse: false,
  minimumNoticeSeconds: 0,
  maxDeferrals: 0,
  minimumDeferralSeconds: 0,
  answerTimeoutSeconds: 600,
  whenNobodyLoggedOn: 'start',
} as const;

/** Miredo has its address within a second where all is well; a server that is silent costs each look six. */
const VERIFY = { attempts: 4, intervalSeconds: 3 };

/** Teredo on, first for the machines of one label, then for those of another. */
export interface LabPlan {
  name: string;
  server: string;
  labels: { canary: string; rest: string };
  /** For the second wave, until who was not heard of goes to the late pool. */
  patienceSeconds: number;
  contactWindowSeconds: number;
}

function wavesOf({ labels, patienceSeconds }: LabPlan) {
  const canary = { kind: 'filter' as const, filter: { label: [labels.canary] } };
  return [
    { name: 'Canary', selection: canary, gate: STRICT_GATE, patienceSeconds: 600 },
    { name: 'The rest', selection: { kind: 'rest' as const }, gate: STRICT_GATE, patienceSeconds },
  ];
}

/** Writes the plan as a program would; gives the id of the draft. */
export async function saveLabPlan({ api }: Fleet, plan: LabPlan): Promise<string> {
  const { name, server, labels, contactWindowSeconds } = plan;
  const teredo = { mode: 'on', type: null, serverName: server } as const;
  const draft = {
    target: { filter: { label: [labels.canary, labels.rest] }, mode: 'frozen' as const },
    work: {
      kind: 'apply' as const,
      desired: {
        teredo: { ...teredo, refreshIntervalSeconds: null, clientPort: null },
        ipv6: 'leave' as const,
        firewall: 'leave' as const,
        allowReboot: false,
        acceptFirewallOff: false,
      },
    },
    waves: wavesOf(plan),
    notice: { policy: ASK_WHO_IS_THERE, texts: [{ language: 'en', ...NOTICE }] },
    verify: VERIFY,
    contactWindowSeconds,
    endAt: Date.now() + HOUR_MS,
  };
  return (await api.rollouts.saveDraft.mutate({ name, draft })).id;
}

/** Opens the preview of a draft, as its author does before handing it in. */
export async function openPreview(page: Page, url: string, id: string): Promise<RolloutWizard> {
  const wizard = new RolloutWizard(page, url);
  await page.goto(`${url}/rollouts/${id}/edit?step=preview`);
  await expect(live(page)).toBeVisible();
  await expect(wizard.step('Preview')).toBeVisible();
  return wizard;
}

/** Hands it in; gives the page of the rollout, which waits for an approval. */
export async function submitOnPage(wizard: RolloutWizard): Promise<RolloutPage> {
  await wizard.submit(REASON);
  const rollout = new RolloutPage(wizard.page);
  await expect(rollout.state).toHaveText('Awaits approval');
  return rollout;
}

/** Somebody else signs in elsewhere, looks at it and says yes. */
export async function approveAsAnother(browser: Browser, { api, url }: Fleet, id: string): Promise<void> {
  const approver = { email: `${randomUUID()}@example.org`, password: 'a long enough password' };
  await api.users.create.mutate({ name: 'Grace Example', ...approver, role: 'approver', scopeIds: [] });
  const context = await browser.newContext();
  const page = await context.newPage();
  await signInOnPage(page, url, approver);
  await page.goto(`${url}/rollouts/${id}`);
  await expect(live(page)).toBeVisible();
  const rollout = new RolloutPage(page);
  await rollout.carryOut('Approve', 'looked at the preview');
  await expect(rollout.state).toHaveText(/Approved|Running/);
  await context.close();
}
