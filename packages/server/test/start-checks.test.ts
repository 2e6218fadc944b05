import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeDataFolder } from '../src/supervisor/data-folder';
import { checkPort } from '../src/supervisor/ports';

const OWNER = fileURLToPath(new URL('./data-folder-owner.fixture.ts', import.meta.url));

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'teredo-fleet-start-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a port', () => {
  it('that another program has is refused in one sentence that names the variable', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const listener = { host: '127.0.0.1', port, portVariable: 'AGENT_PORT', hostVariable: 'AGENT_HOST' };
    await expect(checkPort(listener)).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is taken by another program: stop that program, or set AGENT_PORT to a free port.`,
    );
    other.close();
    await once(other, 'close');
    await expect(checkPort(listener)).resolves.toBeUndefined();
  });

  it('on an address that is not this machine is refused naming the host variable', async () => {
    const listener = { host: '192.0.2.77', port: 34_567, portVariable: 'PORT', hostVariable: 'HOST' };
    await expect(checkPort(listener)).rejects.toThrow(/192.0.2.77 is no address of this machine: set HOST/);
  });
});

describe('the data folder', () => {
  it('is made when it is missing, and free again after release', async () => {
    const path = join(folder, 'a', 'b');
    const taken = await takeDataFolder(path);
    await taken.release();
    await (await takeDataFolder(path)).release();
  });

  it('of another supervisor that runs is refused naming its process', async () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' });
    await once(other, 'spawn');
    const stat = await import('node:fs').then((fs) => fs.readFileSync(`/proc/${other.pid}/stat`, 'utf8'));
    const boot = await import('node:fs').then((fs) =>
      fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
    );
    const startedAt = `${boot}/${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
    await writeFile(join(folder, 'supervisor.lock'), JSON.stringify({ pid: other.pid, startedAt }));
    await expect(takeDataFolder(folder)).rejects.toThrow(
      `Teredo Fleet already runs on the data folder ${folder} (process ${other.pid})`,
    );
    other.kill();
    await once(other, 'exit');
    await (await takeDataFolder(folder)).release();
  });

  it('left behind by a supervisor that was killed is taken over, also when its number is used again', async () => {
    const lock = JSON.stringify({ pid: process.ppid, startedAt: 'another boot/1' });
    await writeFile(join(folder, 'supervisor.lock'), lock);
    await (await takeDataFolder(folder)).release();
  });

  it.each([
    ['nothing is left of an earlier one', null],
    ['an earlier one was killed', '{"pid":999999999,"startedAt":null}'],
    ['an earlier one was killed while it wrote', ''],
  ])('goes to one of several starts at the same moment, when %s', async (_case, left) => {
    if (left !== null) await writeFile(join(folder, 'supervisor.lock'), left);
    const starts = Array.from({ length: 5 }, () =>
      spawn(process.execPath, ['--import', 'tsx', OWNER, folder], { stdio: ['pipe', 'pipe', 'inherit'] }),
    );
    const nextLine = (one: (typeof starts)[number]) =>
      once(one.stdout, 'data').then(([text]) => String(text));
    await Promise.all(starts.map(nextLine));
    const said = starts.map(nextLine);
    for (const one of starts) one.stdin.write('go\n');
    const lines = await Promise.all(said);
    for (const one of starts) one.stdin.end();
    await Promise.all(starts.map((one) => once(one, 'exit')));
    expect(lines.filter((line) => line === 'taken\n')).toHaveLength(1);
    const refused = lines.filter((line) => line !== 'taken\n');
    for (const line of refused) expect(line).toMatch(/already runs on the data folder|is under way/);
  });

  it('that anybody may write to is refused, saying what to do', async () => {
    await chmod(folder, 0o777);
    await expect(takeDataFolder(folder)).rejects.toThrow(/Any user may exchange .* Run: chmod o-w/);
    await chmod(folder, 0o755);
    await (await takeDataFolder(folder)).release();
  });

  it('that is a file is refused naming the variable', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    await expect(takeDataFolder(join(file, 'data'))).rejects.toThrow(/Set TEREDO_FLEET_DATA_DIR to a folder/);
  });
});
