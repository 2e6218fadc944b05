import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readSavedState, writeSavedState } from '../src/linux/saved-state';

const VALUES = {
  running: true,
  configuredToRun: 'unknown' as const,
  disableIpv6: { all: '0', default: '0' },
};
const CONFIGURATION = {
  content: new TextEncoder().encode('InterfaceName teredo\n'),
  rights: { mode: 0o644, uid: 0, gid: 0 },
};

let stateDir: string;
let jobId: string;
beforeEach(async () => {
  stateDir = mkdtempSync(join(tmpdir(), 'saved-state-'));
  jobId = randomUUID();
  await writeSavedState(stateDir, jobId, VALUES, CONFIGURATION);
});
afterEach(() => rmSync(stateDir, { recursive: true, force: true }));

const file = (name: string) => join(stateDir, 'saved', jobId, name);

it('gives back what was saved, byte for byte', async () => {
  const { state, configuration } = await readSavedState(stateDir, jobId);
  expect(state).toMatchObject({ v: 1, ...VALUES });
  expect(Buffer.from(configuration!)).toEqual(Buffer.from(CONFIGURATION.content));
});

it('says that nothing was saved before another job', async () => {
  await expect(readSavedState(stateDir, randomUUID())).rejects.toMatchObject({ code: 'missing' });
});

it.each([
  ['empty', () => ''],
  ['cut short', (text: string) => text.slice(0, -20)],
  ['null', () => 'null'],
  ['of another program', () => '{}'],
  ['of a later version', (text: string) => text.replace('"v":1', '"v":2')],
  ['without what ran', (text: string) => text.replace('"running":true', '"running":1')],
  ['with a file of no checksum', (text: string) => text.replace('"sha256"', '"sha1"')],
])('a state that is %s is damaged, with what to do', async (_words, alter) => {
  writeFileSync(file('state.json'), alter(readFileSync(file('state.json'), 'utf8')));
  await expect(readSavedState(stateDir, jobId)).rejects.toMatchObject({
    code: 'damaged',
    message: expect.stringContaining('by hand'),
  });
});

it('a configuration that was changed since is damaged, with what to do', async () => {
  writeFileSync(file('configuration'), 'InterfaceName other\n');
  await expect(readSavedState(stateDir, jobId)).rejects.toMatchObject({
    code: 'damaged',
    message: expect.stringContaining('by hand'),
  });
});
