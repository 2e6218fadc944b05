import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JobPayload } from '@teredo-fleet/protocol';
import { writeEnrolment } from '../src';
import type { FakeGateway } from './fake-gateway';

/** What a machine says of itself at an enrolment. */
export const HOST = {
  hostname: 'alpha',
  agentVersion: '0.1.0',
  platform: 'simulated' as const,
  bootId: 'boot-1',
  hardwareId: 'hardware-1',
  timeZone: null,
};

/** A folder of one test with an enrolled agent's state folder in it. */
export function makeEnrolledFolder(gateway: FakeGateway): { folder: string; stateDir: string } {
  const folder = mkdtempSync(join(tmpdir(), 'agent-test-'));
  const stateDir = join(folder, 'state');
  mkdirSync(stateDir, { mode: 0o700 });
  enrolFolder(stateDir, gateway);
  return { folder, stateDir };
}

export function enrolFolder(stateDir: string, gateway: FakeGateway): void {
  writeEnrolment(stateDir, {
    v: 1,
    server: gateway.url,
    ca: null,
    door: 'ws',
    ...gateway.keys,
    seed: randomBytes(32).toString('base64'),
    machineId: gateway.machineId,
    enrolmentId: gateway.enrolmentId,
    settings: { miredoConf: '/nowhere', miredoPidFile: '/nowhere', interfaceName: null },
  });
}

/** A job that turns Teredo on after telling whoever is there. */
export function makeJob(gateway: FakeGateway, changes: Partial<JobPayload> = {}): JobPayload {
  const now = Date.now();
  return {
    v: 1,
    jobId: randomUUID(),
    attempt: 1,
    machineId: gateway.machineId,
    enrolmentId: gateway.enrolmentId,
    rolloutId: randomUUID(),
    sequence: 1,
    work: {
      kind: 'apply',
      desired: {
        teredo: { mode: 'on', type: null, serverName: null, refreshIntervalSeconds: null, clientPort: null },
        ipv6: 'leave',
        firewall: 'leave',
        allowReboot: false,
        acceptFirewallOff: false,
      },
    },
    planHash: 'a'.repeat(64),
    issuedAt: now,
    notBefore: now - 60_000,
    notAfter: now + 600_000,
    windows: [],
    notice: {
      policy: {
        kind: 'acknowledge',
        mayRefuse: false,
        minimumNoticeSeconds: 0,
        maxDeferrals: 0,
        minimumDeferralSeconds: 60,
        answerTimeoutSeconds: 60,
        whenNobodyLoggedOn: 'start',
      },
      texts: [{ language: 'en', title: 'Teredo', body: 'Teredo will be turned on.' }],
    },
    contactWindowSeconds: 60,
    witnesses: ['default-gateway'],
    verify: { attempts: 3, intervalSeconds: 1 },
    ...changes,
  };
}

/** Waits until something is so; throws with `what` when it isn't within `timeoutMs`. */
export async function until(what: string, holds: () => boolean, timeoutMs = 10_000): Promise<void> {
  const giveUpAt = performance.now() + timeoutMs;
  while (!holds()) {
    if (performance.now() > giveUpAt) throw new Error(`not within ${timeoutMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
