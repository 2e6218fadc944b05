import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { refuseBesideScript } from '../src/service/beside-script';

it('the executable is not installed beside the script, and says how to take that away', () => {
  const windows = mkdtempSync(join(tmpdir(), 'windows-'));
  expect(() => refuseBesideScript(windows)).not.toThrow();
  mkdirSync(join(windows, 'Teredo Fleet'));
  writeFileSync(join(windows, 'Teredo Fleet', 'teredo-agent.js'), '');
  expect(() => refuseBesideScript(windows)).toThrow(/^The script agent is installed here.* uninstall$/);
  rmSync(windows, { recursive: true });
});
