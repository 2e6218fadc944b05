import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const START = fileURLToPath(new URL('./run.cjs', import.meta.url));

describe('npm start', () => {
  it('says what it needs when Node is too old, instead of failing on its syntax', () => {
    const pretend = `Object.defineProperty(process.versions, 'node', { value: '18.20.0' }); require(${JSON.stringify(START)})`;
    const { status, stderr } = spawnSync(process.execPath, ['-e', pretend], { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toContain('needs Node 20.19 or later; this is Node 18.20.0');
  });
});
