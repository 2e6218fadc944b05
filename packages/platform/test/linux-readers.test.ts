import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findProgram, ProgramError, runProgram, runToSuccess } from '../src';
import { readsAsFirewallOn } from '../src/linux/firewall-reader';
import { readPingSummary } from '../src/linux/ping';
import { unitState } from '../src/linux/systemd-miredo';
import { readDefaultGateway } from '../src/linux/witness';

const ruleset = (...entries: object[]) =>
  JSON.stringify({ nftables: [{ metainfo: { version: '1.0.6' } }, ...entries] });
const chain = (changes: object) => ({
  chain: {
    family: 'inet',
    table: 'f',
    name: 'in',
    type: 'filter',
    hook: 'input',
    policy: 'accept',
    ...changes,
  },
});
const rule = (...expr: object[]) => ({ rule: { family: 'inet', table: 'f', chain: 'in', expr } });

describe('the firewall', () => {
  it.each([
    ['drops by policy', ruleset(chain({ policy: 'drop' })), true],
    ['drops by a rule', ruleset(chain({}), rule({ match: {} }, { drop: null })), true],
    ['rejects by a rule', ruleset(chain({}), rule({ reject: {} })), true],
    ['lets everything in', ruleset(chain({}), rule({ accept: null })), false],
    ['filters IPv4 only', ruleset(chain({ family: 'ip', policy: 'drop' })), false],
    ['filters what goes out only', ruleset(chain({ hook: 'output', policy: 'drop' })), false],
    ['has no rules', ruleset(), false],
    ['answers with something else', 'Error: syntax error', 'unknown'],
    ['answers with other JSON', '[1,null]', 'unknown'],
  ])('that %s is read as %o', (_words, json, on) => {
    expect(readsAsFirewallOn(json, null)).toBe(on);
  });

  it('is not known where the tables before nftables are in use, which nft does not show', () => {
    expect(readsAsFirewallOn(ruleset(), 'mangle\nfilter\n')).toBe('unknown');
    expect(readsAsFirewallOn(ruleset(), 'nat\n')).toBe(false);
    expect(readsAsFirewallOn(ruleset(chain({ policy: 'drop' })), 'filter\n')).toBe(true);
  });
});

describe('a unit of systemd', () => {
  it.each([
    ['LoadState=loaded\nActiveState=active\nUnitFileState=enabled\n', 'running', true],
    ['LoadState=loaded\nActiveState=inactive\nUnitFileState=enabled\n', 'stopped', true],
    ['LoadState=loaded\nActiveState=failed\nUnitFileState=disabled\n', 'disabled', false],
    ['LoadState=masked\nActiveState=inactive\nUnitFileState=masked\n', 'disabled', false],
    ['LoadState=not-found\nActiveState=inactive\nUnitFileState=\n', 'disabled', false],
    ['Failed to connect to bus\n', 'unknown', 'unknown'],
  ])('is read from %j', (text, state, configuredToRun) => {
    expect(unitState(text)).toMatchObject({ state, configuredToRun });
  });
});

describe('readers of program output', () => {
  it('find the summary of ping', () => {
    expect(readPingSummary('4 packets transmitted, 3 received, 25% packet loss, time 1500ms')).toEqual({
      sent: 4,
      received: 3,
    });
    expect(readPingSummary('ping: connect: Network is unreachable')).toBeNull();
  });

  it('find the default gateway, or none', () => {
    expect(
      readDefaultGateway('[{"dst":"default","dev":"tun0"},{"dst":"default","gateway":"192.0.2.254"}]'),
    ).toBe('192.0.2.254');
    expect(readDefaultGateway('[]')).toBeNull();
  });

  it('are fuzzed: never throw, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        readsAsFirewallOn(text, text);
        unitState(text);
        readPingSummary(text);
        readDefaultGateway(text);
      }),
    );
  });
});

describe('running programs', () => {
  it('finds them in system folders only', () => {
    expect(findProgram('sh')).toMatch(/^\/(usr\/)?bin\/sh$/);
    expect(findProgram('no-such-program')).toBeNull();
    expect(() => findProgram('../bin/sh')).toThrow(TypeError);
  });

  it('has a fixed locale and path, whatever the agent was started with', async () => {
    const result = await runProgram({
      program: 'env',
      args: [],
      timeoutMs: 5000,
      environment: { PATH: '/evil', LC_ALL: 'de_DE.UTF-8', DISPLAY: ':0' },
    });
    expect(result.stdout.trim().split('\n').sort()).toEqual([
      'DISPLAY=:0',
      'LC_ALL=C.UTF-8',
      'PATH=/usr/sbin:/usr/bin:/sbin:/bin',
    ]);
  });

  it('kills what takes too long', async () => {
    const call = { program: 'sleep', args: ['30'], timeoutMs: 100 };
    await expect(runProgram(call)).rejects.toMatchObject({ code: 'timed-out' });
  });

  it('puts arguments and output into the error', async () => {
    const failing = runToSuccess({ program: 'ls', args: ['/no/such/folder'], timeoutMs: 5000 });
    await expect(failing).rejects.toThrow(/ls \/no\/such\/folder: exit code 2\n.*No such file/s);
    await expect(failing).rejects.toBeInstanceOf(ProgramError);
  });

  it('names the package’s absence when a program is missing', async () => {
    const missing = runToSuccess({ program: 'no-such-program', args: [], timeoutMs: 5000 });
    await expect(missing).rejects.toThrow(/Install the package that has no-such-program/);
  });

  it('passes arguments on as they are: no shell reads them', async () => {
    const words = ['$(id)', '`id`', '; id', '*', "it's"];
    const output = await runToSuccess({ program: 'printf', args: ['%s\\n', ...words], timeoutMs: 5000 });
    expect(output.trim().split('\n')).toEqual(words);
  });
});
