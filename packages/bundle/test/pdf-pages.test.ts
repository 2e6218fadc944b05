import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ReportedMachine, type RolloutReport, RolloutSummary } from '@teredo-fleet/evidence';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writePdf } from '../src/pdf/write-pdf';

const hasReader = spawnSync('pdftotext', ['-v']).status === 0;
const skipped = hasReader ? '' : ' (skipped: there is no pdftotext here)';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'teredo-fleet-pdf-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const AT = '2026-11-27T10:00:05.000Z';

function reportOf(name: string, machines: number, changes: Partial<RolloutReport> = {}): RolloutReport {
  const person = { id: 'ada', name: 'Ada' };
  return {
    format: 'teredo-fleet/rollout-report/v1',
    installation: '01a21bc9-8755-7025-b9a7-5fc2c64a65c9',
    interim: false,
    generatedAt: AT,
    generatedBy: 'Ada',
    timeZone: 'UTC',
    scope: { id: 's', name: 'Everything' },
    filter: { rolloutId: 'r' },
    range: { from: AT, to: AT },
    counts: {
      machines,
      attempts: machines,
      receipts: 0,
      entries: 0,
      links: 0,
      byState: { failed: machines },
    },
    freshness: {
      reportedAt: AT,
      entryAt: AT,
      unsigned: 0,
      pruned: { entriesUntil: null, receiptsUntil: null, outputs: 0 },
    },
    rollout: {
      id: '01a21bc9-c013-7b1d-99ee-ed3befd6ed5f',
      name,
      kind: 'planned',
      state: 'done',
      pauseReason: null,
      reason: null,
      author: person,
      editors: [],
      createdAt: AT,
      startedAt: AT,
      finishedAt: AT,
      rollbackOfId: null,
      rollbacks: [],
    },
    plan: { sha256: 'a'.repeat(64), content: {}, notice: { policy: null, texts: [] } },
    approvals: [],
    noticeOverrides: [],
    preview: null,
    waves: [],
    latePool: null,
    timeline: [],
    keys: { evidence: 'b'.repeat(64), jobs: [] },
    ...changes,
  };
}

const attempt = (after: unknown, before: unknown = null): ReportedMachine['attempts'][number] => ({
  jobId: 'j',
  attempt: 1,
  counts: true,
  state: 'verified',
  detail: null,
  work: null,
  wantedBefore: null,
  requestedAt: AT,
  signedAt: AT,
  payloadSha256: null,
  keyId: null,
  offeredAt: AT,
  goGrantedAt: AT,
  startedAt: AT,
  finishedAt: AT,
  before,
  after,
  steps: [],
  unmet: [],
  blockers: [],
  events: [],
  receipts: [],
});

const seen = (type: string, state: string, role: string | null) => ({
  configured: { type },
  effective: { type, state, role },
});

const machine = (number: number): ReportedMachine => ({
  id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  hostname: `PC-${String(number).padStart(4, '0')}`,
  simulated: true,
  platform: 'Windows 10',
  status: 'active',
  agentVersion: '0.1.0',
  agentKeyId: 'c'.repeat(64),
  timeZone: null,
  wave: 1,
  lateAt: null,
  reason: null,
  // As long as a row can get: it does not fit below the heading of its table.
  excluded: 'Left out, because somebody had reasons to. '.repeat(6),
  state: 'failed',
  acknowledged: false,
  attempts: [],
});

const pagesOf = (name: string, machines: number): Promise<string[][]> =>
  pagesWith(
    name,
    Array.from({ length: machines }, (_, index) => machine(index + 1)),
  );

async function pagesWith(
  name: string,
  machines: readonly ReportedMachine[],
  changes: Partial<RolloutReport> = {},
): Promise<string[][]> {
  const summary = new RolloutSummary();
  for (const one of machines) summary.add(one);
  await writePdf(folder, reportOf(name, machines.length, changes), summary);
  const text = execFileSync('pdftotext', ['-layout', join(folder, 'report.pdf'), '-'], { encoding: 'utf8' });
  const lines = (page: string) => page.split('\n').filter((line) => line.trim() !== '');
  return text
    .split('\f')
    .map(lines)
    .filter((page) => page.length > 0);
}

describe('the PDF of a report', () => {
  it.skipIf(!hasReader)(`leaves no heading alone at the foot of a page${skipped}`, async () => {
    for (const machines of [0, 3, 4, 9, 14]) {
      for (const page of await pagesOf('Teredo on', machines)) {
        expect(page.at(-1)).toMatch(/Page \d+ of \d+$/);
        expect(page.at(-2), `${machines} machines`).not.toMatch(
          /^\s*(Machine\b|Machines\b|How to check|Records|Fall-back)/,
        );
      }
    }
  });

  it.skipIf(!hasReader)(
    `says what stands for a sign that it cannot draw, and only then${skipped}`,
    async () => {
      const note = /Signs in brackets such as \[U\+1019\]/;
      const textOf = async (name: string) => (await pagesOf(name, 1)).flat().join('\n');
      expect(await textOf('Ωmega 測試')).not.toMatch(note);
      expect(await textOf('မြန်မာ')).toMatch(note);
      expect(await textOf('[U+1019] as somebody typed it')).not.toMatch(note);
    },
  );

  it.skipIf(!hasReader)(`says on its first page that machines are simulated${skipped}`, async () => {
    const [cover = []] = await pagesOf('Teredo on', 2);
    expect(cover.join('\n')).toMatch(/Machines\s+2 machines, all SIMULATED/);
  });

  it.skipIf(!hasReader)(
    `tells machines that relay from clients, in their rows and in all${skipped}`,
    async () => {
      const done = (number: number, last: ReportedMachine['attempts'][number]): ReportedMachine => ({
        ...machine(number),
        excluded: null,
        state: 'verified',
        attempts: [last],
      });
      const text = (
        await pagesWith('Teredo on', [
          done(1, attempt(seen('client', 'qualified', 'client'))),
          done(2, attempt(seen('client', 'qualified', 'host-specific-relay'))),
          done(3, attempt(seen('client', 'qualified', 'host-specific-relay'))),
          done(4, attempt(null, seen('relay', 'qualified', null))),
          done(5, attempt(seen('disabled', 'offline', null), seen('server', 'qualified', null))),
          machine(6),
        ])
      )
        .flat()
        .join('\n');
      expect(text).toMatch(
        /No clients\s+2 host-specific relays, 1 relay: qualified or not, Teredo gives them no IPv6\s+internet/,
      );
      const rowOf = (host: string) =>
        text
          .split(/(?=PC-0)/)
          .find((row) => row.startsWith(host))
          ?.split(/How to check|Page/)[0];
      for (const host of ['PC-0002', 'PC-0003'])
        expect(rowOf(host)).toMatch(/verified[\s\S]*host-specific\s+relay/);
      expect(rowOf('PC-0004')).toMatch(/verified[\s\S]*relay/);
      for (const host of ['PC-0001', 'PC-0005', 'PC-0006']) expect(rowOf(host)).not.toMatch(/relay|server/);
    },
  );

  it.skipIf(!hasReader)(
    `tells a repair from a planned change, and by whose yes to its policy it ran${skipped}`,
    async () => {
      const { rollout, plan } = reportOf('Repair: Kiosks', 1);
      const approval = {
        approver: { id: 'grace', name: 'Grace' },
        kind: 'policy',
        at: AT,
        reason: null,
        planSha256: plan.sha256,
        voidedAt: null,
      };
      const repair = (approvals: RolloutReport['approvals']) =>
        pagesWith('Repair: Kiosks', [machine(1)], {
          rollout: { ...rollout, kind: 'repair' },
          approvals,
        });
      const [cover = [], ...rest] = await repair([approval]);
      expect(cover.join('\n')).toMatch(/Kind\s+Repair of what had drifted from a policy/);
      expect(cover.join('\n')).toMatch(/Approved by\s+Grace \(its policy\)/);
      const text = rest.flat().join(' ').replace(/\s+/g, ' ');
      expect(text).toMatch(/whose content was approved as below/);
      expect(text).toMatch(/Grace approval of its policy .* yes/);
      expect(text).not.toMatch(/No approval of this plan|Nobody but its author/);
      const other = (await repair([{ ...approval, planSha256: 'e'.repeat(64) }])).flat().join(' ');
      expect(other.replace(/\s+/g, ' ')).toMatch(/No approval of that policy’s content is on record/);
      const [planned = []] = await pagesOf('Kiosks', 1);
      expect(planned.join('\n')).toMatch(/Kind\s+Planned change/);
    },
  );

  it.skipIf(!hasReader)(
    `says on its first page, and with reasons, that answers were not waited for${skipped}`,
    async () => {
      const decision = (name: string, reason: string) => ({ by: { id: name, name }, at: AT, reason });
      const override = {
        id: 'o',
        planSha256: 'a'.repeat(64),
        machines: 3,
        applied: 2,
        asked: decision('Ada', 'the tunnel is attacked'),
        granted: decision('Grace', 'seen it too'),
        closed: null,
      };
      const lapsed = { ...override, granted: null, closed: { by: null, at: AT, reason: null } };
      const refused = { ...override, granted: null, closed: decision('Grace', 'no need') };
      const takenBack = { ...override, granted: null, closed: decision('Ada', 'it is over') };
      const entry = (action: string, name: string): RolloutReport['timeline'][number] => ({
        seq: '1',
        at: AT,
        actor: { kind: 'user', name },
        action,
        outcome: 'done',
        reason: `for ${action}`,
        after: null,
      });
      const given = {
        noticeOverrides: [lapsed, refused, takenBack, override],
        timeline: [
          entry('rollout.askNoticeOverride', 'Ada'),
          entry('rollout.grantNoticeOverride', 'Grace'),
          entry('rollout.pause', 'Ada'),
        ],
      };
      const pages = await pagesWith('Teredo on', [machine(1)], given);
      expect(pages[0]!.join(' ').replace(/\s+/g, ' ')).toMatch(
        /EMERGENCY: on 3 machines users’ answers were not to be waited for, as Ada and Grace decided on .*2 machines followed it\./,
      );
      const text = pages.flat().join('\n');
      for (const words of [
        /Ada\s+asked.*the tunnel is attacked/,
        /Grace\s+granted.*seen it too/,
        /–\s+lapsed/,
        /Grace\s+refused/,
        /Ada\s+taken back/,
      ])
        expect(text).toMatch(words);
      const overrides = text.split('Overrides and exceptions by people')[1]?.split('How to check')[0];
      expect(overrides).toMatch(/rollout\.askNoticeOverride[\s\S]*rollout\.grantNoticeOverride/);
      expect(overrides).not.toMatch(/Nobody overrode|rollout\.pause/);
      expect((await pagesOf('Teredo on', 1)).flat().join('\n')).not.toMatch(/EMERGENCY|not waited for/);
    },
  );

  it.skipIf(!hasReader)(`says nothing of relays where there are none${skipped}`, async () => {
    expect((await pagesOf('Teredo on', 1)).flat().join('\n')).not.toMatch(/No clients/);
  });
});
