import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { connectWith, forgetPeak, readPeakKb, readTreeCpuMs, runToEnd, until } from '@teredo-fleet/dev-env';
import type { Client } from 'pg';
import type { FleetUnderTest } from '../fleet-under-test';
import { print, printTable } from '../output';

/** Nothing fails; the fingerprint and a head from outside were not given. */
const PARTLY = 7;
const MADE_WITHIN_MS = 30 * 60_000;
const WATCHED = ['reporter', 'signer', 'engine'] as const;
const VERIFIER = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'cli', 'dist', 'verify.mjs');

interface Making {
  fleet: FleetUnderTest;
  database: Client;
  cookie: string;
}

async function make({ fleet, cookie }: Making, rolloutId: string) {
  const api = connectWith(fleet.server.url, cookie);
  const { id } = await api.evidence.request.mutate({ rolloutId });
  const view = await until(
    'the bundle is made',
    async () => {
      const seen = await api.evidence.get.query({ id });
      return seen.state === 'preparing' ? null : seen;
    },
    { timeoutMs: MADE_WITHIN_MS, everyMs: 1_000 },
  );
  if (view.file === null) throw new Error(view.failure ?? view.state);
  return { id, file: view.file };
}

const MANIFEST = 'select manifest from evidence_bundle where id = $1';

async function printFiles(database: Client, id: string): Promise<void> {
  const { rows } = await database.query<{ manifest: string }>(MANIFEST, [id]);
  const { files } = JSON.parse(rows[0]!.manifest) as {
    files: { name: string; bytes: number; rows: number | null }[];
  };
  printTable(
    ['file', 'MB', 'rows'],
    files.map(({ name, bytes, rows: count }) => [name, (bytes / 1e6).toFixed(1), String(count ?? '-')]),
  );
}

async function save(url: string, cookie: string, file: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    get(url, { headers: { cookie } }, (answer) => {
      pipeline(answer, createWriteStream(file)).then(resolve, reject);
    }).once('error', reject);
  });
}

/** Runs the verifier that auditors are given; throws when it finds a fault. */
async function verify(file: string): Promise<void> {
  const started = performance.now();
  const run = await runToEnd(process.execPath, [VERIFIER, file]);
  if (run?.code !== PARTLY) throw new Error(`the verifier ended with ${run?.code}`);
  const seconds = (performance.now() - started) / 1000;
  print(`verify.mjs: ${seconds.toFixed(1)} s, peak ${(run.peakKb / 1024).toFixed(0)} MB, no fault`);
}

/** The bundle of a rollout with very many machines: how long, how much memory, how large, and whether it holds. */
export async function bundleOfMany(making: Making, rolloutId: string): Promise<void> {
  const { fleet, database, cookie } = making;
  const pids = WATCHED.map((name) => [name, fleet.processes[name]] as const);
  for (const [, pid] of pids) forgetPeak(pid);
  const cpuBefore = new Map(pids.map(([name, pid]) => [name, readTreeCpuMs(pid)]));
  const started = performance.now();
  const { id, file } = await make(making, rolloutId);
  const seconds = (performance.now() - started) / 1000;
  print(`made in ${seconds.toFixed(1)} s: ${(file.bytes / 1e6).toFixed(1)} MB`);
  printTable(
    ['process', 'peak MB', 'CPU s'],
    pids.map(([name, pid]) => [
      name,
      (readPeakKb(pid) / 1024).toFixed(0),
      ((readTreeCpuMs(pid) - (cpuBefore.get(name) ?? 0)) / 1000).toFixed(1),
    ]),
  );
  await printFiles(database, id);
  const saved = join(tmpdir(), `teredo-fleet-bench-${id}.zip`);
  try {
    await save(`${fleet.server.url}/api/evidence/${id}.zip`, cookie, saved);
    await verify(saved);
  } finally {
    await rm(saved, { force: true });
  }
}
