import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reportFolder } from '../src/engine/reports/report-folder';
import type { OutgoingReport } from '../src/engine/reports/report-place';

const REPORT: OutgoingReport = {
  id: '01900000-0000-7000-8000-000000000001',
  name: 'For the archive',
  fileName: 'For-the-archive.csv',
  contentType: 'text/csv',
  text: 'seq,at\r\n',
  sha256: '0'.repeat(64),
  rows: 0,
  from: '2026-11-01T00:00:00.000Z',
  to: '2026-11-02T00:00:00.000Z',
};

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'teredo-fleet-report-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a report for a folder', () => {
  it('is there whole, and nothing else', async () => {
    await reportFolder(folder)(REPORT);
    expect(readdirSync(folder)).toEqual([REPORT.fileName]);
    expect(readFileSync(join(folder, REPORT.fileName), 'utf8')).toBe(REPORT.text);
  });

  it('leaves nothing of itself on a full disk, and says what to do', async () => {
    symlinkSync('/dev/full', join(folder, `${REPORT.fileName}.part`));
    await expect(reportFolder(folder)(REPORT)).rejects.toThrow(`the disk of ${folder} is full: make room`);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says that its folder is missing', async () => {
    const missing = join(folder, 'nowhere');
    await expect(reportFolder(missing)(REPORT)).rejects.toThrow(`there is no folder ${missing}`);
  });

  it('leaves the report of the time before where it is when the next can’t be written', async () => {
    await reportFolder(folder)(REPORT);
    symlinkSync('/dev/full', join(folder, `${REPORT.fileName}.part`));
    await expect(reportFolder(folder)({ ...REPORT, text: 'other' })).rejects.toThrow('is full');
    expect(readFileSync(join(folder, REPORT.fileName), 'utf8')).toBe(REPORT.text);
  });
});
