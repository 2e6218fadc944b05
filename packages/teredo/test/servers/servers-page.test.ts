import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { DEAD_MACHINES, DEAD_NETWORKS, FRESH_MS, KNOWN_SERVERS } from '../../src/index';

const page = readFileSync(new URL('../../../../docs/teredo-servers.md', import.meta.url), 'utf8');
const rows = page.split('\n').filter((line) => /^\| [a-z0-9.-]+\.[a-z]+ \|/.test(line));

it('the page of servers lists exactly those that are known', () => {
  expect(rows.map((row) => row.split('|')[1]?.trim())).toEqual(KNOWN_SERVERS.map(({ name }) => name));
});

it.each(KNOWN_SERVERS)('the page says of $name what is known', ({ name, standing, addresses }) => {
  const row = rows.find((line) => line.startsWith(`| ${name} |`)) ?? '';
  expect(row.includes('listed as dead')).toBe(standing === 'dead');
  expect(row.includes('default of')).toBe(standing === 'default');
  for (const address of addresses) expect(row).toContain(address);
});

it('the page has the rules with their thresholds', () => {
  for (let rule = 1; rule <= 8; rule += 1) expect(page).toContain(`**H${rule}. `);
  expect(page).toContain(`**${DEAD_MACHINES} machines** in at least **${DEAD_NETWORKS} networks**`);
  expect([page.includes('at most an hour old'), FRESH_MS]).toEqual([true, 3_600_000]);
});
