import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openLogFile } from '../src/supervisor/log-file';
import { StartError } from '../src/supervisor/start-error';

const MEGABYTE = 1024 * 1024;

describe('the log of the server', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'log-file-'));
  });
  afterEach(() => {
    vi.restoreAllMocks();
    rmSync(folder, { recursive: true });
  });
  const text = (name: string) => readFileSync(join(folder, name), 'utf8');
  const onStandardError = () => vi.spyOn(process.stderr, 'write').mockReturnValue(true);

  it('keeps what it is given, and goes on where it ended', () => {
    for (const line of ['one\n', 'two\n']) {
      const log = openLogFile(join(folder, 'logs', 'server.log'), false);
      log.write(line);
      log.close();
    }
    expect(text('logs/server.log')).toBe('one\ntwo\n');
  });

  it('begins a new file after ten megabytes and keeps one earlier', () => {
    const log = openLogFile(join(folder, 'server.log'), false);
    for (let count = 0; count < 11; count += 1) log.write(new Uint8Array(MEGABYTE));
    log.write('after\n');
    log.close();
    expect(text('server.log')).toBe('after\n');
    expect(statSync(join(folder, 'server.log.1')).size).toBe(11 * MEGABYTE);
  });

  it('goes on with a full disk: the lines are on standard error', () => {
    const said = onStandardError();
    const log = openLogFile('/dev/full', false);
    log.write('where to?\n');
    log.close();
    expect(said).toHaveBeenCalledWith(Buffer.from('where to?\n'));
  });

  it('loses neither lines nor its own file where no new one can be begun', () => {
    const said = onStandardError();
    mkdirSync(join(folder, 'server.log.1'));
    const log = openLogFile(join(folder, 'server.log'), false);
    for (let count = 0; count < 11; count += 1) log.write(new Uint8Array(MEGABYTE));
    const other = join(folder, 'other');
    writeFileSync(other, 'untouched');
    log.write('one\n');
    rmSync(join(folder, 'server.log.1'), { recursive: true });
    log.write('two\n');
    log.close();
    expect(said).toHaveBeenCalledWith(Buffer.from('one\n'));
    expect(text('server.log')).toBe('two\n');
    expect(text('other')).toBe('untouched');
  });

  it('that may not be opened is said with what to do', () => {
    mkdirSync(join(folder, 'server.log'));
    expect(() => openLogFile(join(folder, 'server.log'), false)).toThrow(StartError);
    expect(() => openLogFile(join(folder, 'server.log'), false)).toThrow(/TEREDO_FLEET_DATA_DIR/);
  });
});
