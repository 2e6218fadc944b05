import type { ReportedMachine } from '@teredo-fleet/evidence';
import { describe, expect, it } from 'vitest';
import { machineRows } from '../src/xlsx/write-workbook';

const machine = (number: number): ReportedMachine => ({
  id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  hostname: `PC-${number}`,
  simulated: false,
  platform: 'windows',
  status: 'active',
  agentVersion: '0.1.0',
  agentKeyId: 'c'.repeat(64),
  timeZone: null,
  wave: 1,
  lateAt: null,
  reason: null,
  excluded: null,
  state: 'waiting-wave',
  acknowledged: false,
  attempts: [],
});

async function rowsOf(machines: number, most: number): Promise<string[]> {
  async function* all() {
    for (let number = 1; number <= machines; number += 1) yield machine(number);
  }
  const first: string[] = [];
  for await (const row of machineRows({ machines: all }, most)) first.push(row[0]!);
  return first;
}

describe('the sheet of machines of a large rollout', () => {
  it('has a row for each, as long as a sheet takes them', async () => {
    expect(await rowsOf(0, 3)).toEqual([]);
    expect(await rowsOf(2, 3)).toEqual(['PC-1', 'PC-2']);
    expect(await rowsOf(3, 3)).toEqual(['PC-1', 'PC-2', 'PC-3']);
  });

  it('has no row more than a sheet takes, and says in its last one where the others are', async () => {
    for (const machines of [4, 5, 9])
      expect(await rowsOf(machines, 3)).toEqual([
        'PC-1',
        'PC-2',
        expect.stringContaining('machines.csv has all of them'),
      ]);
  });
});
