import { forgetPeak, readPeakKb, readTreeCpuMs } from '@teredo-fleet/dev-env';
import type { FleetUnderTest } from '../fleet-under-test';
import { print } from '../output';
import { type Column, medianOf, printRounds } from '../report';
import { type Contestant, takeTurns } from '../rounds';
import type { Copy } from './copy-rows';
import { ONE_IN_TEN } from './fill-trail';
import { takeFile } from './take-file';

const ROUNDS = 3;
const CSV = 'product, CSV';

/** One file. Memory is that of the process that gives it out; NaN where the product has no part in it. */
interface ExportRound {
  perSecond: number;
  megabytesPerSecond: number;
  bytesPerRow: number;
  peakMb: number;
  webCpuUs: number;
  databaseCpuUs: number;
}

const COLUMNS: Column<ExportRound>[] = [
  { title: 'rows/s', worse: 'lower', read: (round) => round.perSecond, digits: 0 },
  { title: 'MB/s', worse: 'lower', read: (round) => round.megabytesPerSecond, digits: 1 },
  { title: 'bytes a row', worse: 'higher', read: (round) => round.bytesPerRow, digits: 0 },
  { title: 'web peak MB', worse: 'higher', read: (round) => round.peakMb, digits: 0 },
  { title: 'web CPU µs a row', worse: 'higher', read: (round) => round.webCpuUs, digits: 1 },
  { title: 'database CPU µs a row', worse: 'higher', read: (round) => round.databaseCpuUs, digits: 1 },
];

/** The cells of the product's own CSV, in its order. */
const SAME_ROWS = `
select e.seq, e.at, e.actor_kind, e.actor_id, e.actor_name, e.actor_token, e.action, e.object_kind, e.object_id, e.object_name,
  e.outcome, e.reason, e.before, e.after, e.scope_id, e.request_id, e.address, l.number, encode(l.hash, 'hex') as hash
from audit_entry e left join audit_link l on l.seq = e.seq order by e.seq`;

interface Watched {
  rows: number;
  /** Process id of what gives the file out; null: that is no process of the product's. */
  web: number | null;
  postmaster: number;
}

async function measured(
  { rows, web, postmaster }: Watched,
  take: () => Promise<number>,
): Promise<ExportRound> {
  const cpu = () => ({
    web: web === null ? Number.NaN : readTreeCpuMs(web),
    database: readTreeCpuMs(postmaster),
  });
  const before = cpu();
  if (web !== null) forgetPeak(web);
  const started = performance.now();
  const bytes = await take();
  const seconds = (performance.now() - started) / 1000;
  const after = cpu();
  return {
    perSecond: rows / seconds,
    megabytesPerSecond: bytes / 1e6 / seconds,
    bytesPerRow: bytes / rows,
    peakMb: web === null ? Number.NaN : readPeakKb(web) / 1024,
    webCpuUs: ((after.web - before.web) * 1000) / rows,
    databaseCpuUs: ((after.database - before.database) * 1000) / rows,
  };
}

/** The whole trail as the product gives it out and as PostgreSQL does, in turns. */
export async function exportRounds(
  { server, processes: { web }, postmaster }: FleetUnderTest,
  { cookie, copy, rows }: { cookie: string; copy: Copy; rows: number },
): Promise<void> {
  const take = (path: string) => () => takeFile(`${server.url}/api/audit/entries.${path}`, cookie);
  const all = { rows, web, postmaster };
  const tenth = { ...all, rows: rows / 10 };
  const contestants: Contestant<ExportRound>[] = [
    { name: 'product, CSV, a tenth', round: () => measured(tenth, take(`csv?action=${ONE_IN_TEN}`)) },
    { name: CSV, round: () => measured(all, take('csv')) },
    { name: 'product, JSON lines', round: () => measured(all, take('jsonl')) },
    { name: copy.name, round: () => measured({ ...all, web: null }, () => copy.run(SAME_ROWS)) },
  ];
  const results = await takeTurns(contestants, ROUNDS);
  printRounds(results, COLUMNS);
  const rate = (name: string) => medianOf(results, name, ({ perSecond }) => perSecond);
  print(`rows/s, product's CSV / ${copy.name}: ${(rate(CSV) / rate(copy.name)).toFixed(2)}`);
}
