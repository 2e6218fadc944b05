import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DesiredState, Step } from '@teredo-fleet/teredo';
import { plan, unmetFacts } from '@teredo-fleet/teredo';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createWindowsPlatform,
  createWindowsWitness,
  ProgramError,
  type RunWindows,
  readWindowsHostFacts,
} from '../src';
import {
  answerAsWindows,
  codePageOf,
  encodeConsole,
  type StandInState,
  standInMachine,
  standInState,
} from '../src/stand-in';
import { OS_OF } from './stand-in-machines';

const job = { jobId: '00000000-0000-4000-8000-000000000001' };
const rollback = { jobId: '00000000-0000-4000-8000-000000000002' };
const restore: Step = { kind: 'restore-saved', savedByJob: job.jobId };
const on: DesiredState = {
  teredo: { mode: 'on', type: null, serverName: null, refreshIntervalSeconds: null, clientPort: null },
  ipv6: 'leave',
  firewall: 'allow-teredo',
  allowReboot: false,
  acceptFirewallOff: false,
};
const setClient: Step = {
  kind: 'set-teredo',
  type: 'client',
  serverName: null,
  refreshIntervalSeconds: null,
  clientPort: null,
};

let stateDir = '';
let state: StandInState;

/** Programs of the invented machine, as the adapter starts them. */
const run: RunWindows = async ({ program, args, timeoutMs }) => {
  const answer = answerAsWindows(state, program, args);
  const argv = [program, ...args];
  if (answer === null) throw new ProgramError('missing', argv, null, '', 'not found');
  state = answer.state;
  if (answer.delayMs === null || answer.delayMs >= timeoutMs)
    throw new ProgramError('timed-out', argv, null, '', 'no end, killed');
  return { bytes: encodeConsole(answer.output, codePageOf(state)), exitCode: answer.exitCode };
};
const platform = () => createWindowsPlatform({ stateDir, run, now: () => 1000 });
const observe = () => platform().observe({ reachability: null });

beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), 'windows-platform-'));
  state = standInState(standInMachine(OS_OF['11'], { language: 'zh-CN' }));
  state.settings.teredo = { ...state.settings.teredo, type: 'disabled', serverName: 'teredo.example' };
  state.settings.firewall = { ...state.settings.firewall, othersAllow: false };
});
afterEach(() => rmSync(stateDir, { recursive: true }));

async function applyPlan(): Promise<string[]> {
  const { steps } = plan(await observe(), on);
  const outcomes: string[] = [];
  for (const step of steps) outcomes.push((await platform().apply(step, job)).outcome);
  return outcomes;
}

describe('the Windows adapter', () => {
  it('observes, makes a plan true, and gives back what was', async () => {
    const before = structuredClone(state.settings);
    expect(await applyPlan()).toEqual(['done', 'done']);
    expect(unmetFacts(await observe(), on)).toEqual([]);
    expect(state.settings.firewall.ownAllowRule).toBe(true);
    expect(await platform().apply(restore, rollback)).toMatchObject({ outcome: 'done', exitCode: 0 });
    expect(state.settings).toEqual(before);
    expect(await platform().apply(restore, rollback)).toMatchObject({ outcome: 'skipped' });
  });

  it('waits for a netsh that takes seconds for each answer, and makes the plan true', async () => {
    state.quirk = 'slow';
    expect(await applyPlan()).toEqual(['done', 'done']);
    expect(unmetFacts(await observe(), on)).toEqual([]);
  });

  it('reads what a Chinese console prints by its code page', async () => {
    const seen = await observe();
    expect(seen.evidence.find(({ source }) => source === 'netsh teredo state')?.text).toContain('类型');
    expect(seen.os.displayLanguage).toBe('zh-CN');
  });

  it('looks anew after each thing that it changes, and not between a look and what is made of it', async () => {
    let looked = 0;
    const counting: RunWindows = (command) => {
      if (command.args.includes('show')) looked += 1;
      return run(command);
    };
    const one = createWindowsPlatform({ stateDir, run: counting, now: () => 1000 });
    const { steps } = plan(await one.observe({ reachability: null }), on);
    expect(steps).toHaveLength(2);
    expect(looked).toBe(1);
    await one.keep(job);
    await one.apply(steps[0] as Step, job);
    expect(looked).toBe(1);
    await one.apply(steps[1] as Step, job);
    expect(looked).toBe(2);
    expect(unmetFacts(await one.observe({ reachability: null }), on)).toEqual([]);
    expect(looked).toBe(3);
  });

  it('takes no look for one of now that is a minute old, or that a change overtook', async () => {
    let now = 1000;
    let looked = 0;
    let gate = Promise.resolve();
    const slow: RunWindows = async (command) => {
      if (command.args.includes('show')) looked += 1;
      await gate;
      return run(command);
    };
    const one = createWindowsPlatform({ stateDir, run: slow, now: () => now });
    await one.observe({ reachability: null });
    now += 60_000;
    await one.keep(job);
    expect(looked).toBe(2);
    now += 60_000;
    let go: (() => void) | null = null;
    gate = new Promise((resolve) => {
      go = resolve;
    });
    const begunBefore = one.observe({ reachability: null });
    gate = Promise.resolve();
    await one.apply(setClient, job);
    (go as (() => void) | null)?.();
    await begunBefore;
    expect(looked).toBe(4);
    await one.apply(setClient, job);
    expect(looked).toBe(5);
  });

  it('saves once: a second step does not write over what was before the first', async () => {
    await platform().apply(setClient, job);
    await platform().apply({ ...setClient, type: 'enterpriseclient' }, job);
    await platform().apply(restore, rollback);
    expect(state.settings.teredo.type).toBe('disabled');
  });

  it('changes nothing where it could not save, and says why', async () => {
    const { settings } = state;
    state = standInState(standInMachine(OS_OF['7']), { settings, quirk: 'unread' });
    const outcome = await platform().apply(setClient, job);
    expect(outcome).toMatchObject({ outcome: 'failed', exitCode: null });
    expect(outcome.output).toMatch(/could not be read \(.*\).*Nothing was changed/);
    expect(state.settings.teredo.type).toBe('disabled');
  });

  it('refuses a type that netsh of Windows has not got', async () => {
    const outcome = await platform().apply({ ...setClient, type: 'relay' }, job);
    expect(outcome).toMatchObject({ outcome: 'failed', output: expect.stringMatching(/no command/) });
  });

  it('tells what a refusing netsh said', async () => {
    await platform().keep(job);
    state.quirk = 'refused';
    const outcome = await platform().apply(setClient, job);
    expect(outcome).toMatchObject({ outcome: 'failed', exitCode: 1 });
    expect(outcome.output).toContain('set state type=client');
    expect(outcome.output).toContain('参数错误。');
  });

  it('does not know what became of a netsh that hangs, and fails where there is none', async () => {
    const hanging: RunWindows = async (command) => {
      if (command.args.includes('set')) throw new ProgramError('timed-out', ['netsh'], null, '', 'killed');
      return run(command);
    };
    const hung = createWindowsPlatform({ stateDir, run: hanging, now: () => 1000 });
    expect(await hung.apply(setClient, job)).toMatchObject({ outcome: 'unknown' });
    state.quirk = 'missing';
    expect(await platform().apply(setClient, rollback)).toMatchObject({ outcome: 'failed' });
  });

  it.each([
    ['missing', 'not found'],
    ['hangs', 'no end, killed'],
  ] as const)('keeps as evidence why netsh said nothing where it is %s', async (quirk, reason) => {
    state.quirk = quirk;
    const { evidence, configured } = await observe();
    expect(configured.type).toBe('unknown');
    const words = `netsh interface teredo show state: ${reason}`;
    expect(evidence).toContainEqual({ source: 'windows teredo-state', text: words, truncated: false });
  });

  it('says that the earlier values are not back where netsh says Ok. and does nothing', async () => {
    await applyPlan();
    state.quirk = 'no-effect';
    const outcome = await platform().apply(restore, rollback);
    expect(outcome).toMatchObject({ outcome: 'failed', output: expect.stringMatching(/not back/) });
  });

  it('gives nothing back from a slot that was never filled, or damaged', async () => {
    expect(await platform().apply(restore, job)).toMatchObject({ outcome: 'skipped' });
    const never: Step = { kind: 'restore-saved', savedByJob: '00000000-0000-4000-8000-00000000000f' };
    expect((await platform().apply(never, rollback)).output).toMatch(/nothing was saved before job/);
    const path = join(stateDir, 'saved', job.jobId, 'settings.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('disabled', 'client'));
    expect((await platform().apply(restore, rollback)).output).toMatch(/is damaged/);
  });

  it('gives back on XP what an earlier version saved, which kept no names of ports', async () => {
    const { settings, ...rest } = standInState(standInMachine(OS_OF['xp-sp3']));
    const service = { running: true, start: 'auto' } as const;
    const teredo = { ...settings.teredo, type: 'client', clientPort: 3545 } as const;
    const firewall = { ...settings.firewall, openPorts: [1434] };
    state = { ...rest, settings: { ...settings, ipv6Installed: true, service, teredo, firewall } };
    const open: Step = { kind: 'allow-teredo-through-firewall', port: 3545 };
    expect(await platform().apply(open, job)).toMatchObject({ outcome: 'done' });
    const path = join(stateDir, 'saved', job.jobId, 'settings.json');
    const [, text = ''] = readFileSync(path, 'utf8').split('\n');
    const older = text.replace('"ownPorts":[],', '');
    expect(older).not.toBe(text);
    writeFileSync(path, `${createHash('sha256').update(older).digest('hex')}\n${older}\n`);
    expect(await platform().apply(restore, rollback)).toMatchObject({ outcome: 'done' });
    expect(state.settings.firewall).toEqual(firewall);
  });

  it.each([
    ['no number', 'x'.repeat(4000)],
    ['a number of other bytes', { type: 11, bytes: [1, 2, 3, 4, 5, 6, 7, 8] }],
  ])('tells one start of the machine from another where the count of them is %s', async (_, BootId) => {
    const key =
      'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Memory Management\\PrefetchParameters';
    state = { ...state, written: { [key]: { BootId } } };
    const place = { stateDir, now: 1000 };
    expect((await readWindowsHostFacts(run, place)).bootId).toMatch(/^m-?[0-9]+-[0-9a-f]{16}$/);
    state = { ...state, written: { [key]: { BootId: 7 } } };
    const { bootId } = await readWindowsHostFacts(run, place);
    expect(bootId).toMatch(/^n7-[0-9a-f]{16}$/);
    expect((await readWindowsHostFacts(run, place)).bootId).toBe(bootId);
  });

  it('asks witnesses, the default gateway among them, and no names', async () => {
    const witness = createWindowsWitness(run);
    expect(await witness.answers('default-gateway')).toBe(true);
    expect(await witness.answers('192.0.2.1')).toBe(true);
    expect(await witness.answers('server.example')).toBe(false);
    // Windows counts what its own stack says of it as received.
    state.gateway = 'unreachable';
    expect(await witness.answers('default-gateway')).toBe(false);
    expect(await witness.answers('192.0.2.1')).toBe(false);
    state.gateway = 'none';
    expect(await witness.answers('default-gateway')).toBe(false);
  });

  it.each(['answers', 'unreachable', 'itself'] as const)(
    'takes no address of the machine itself for a witness, where the gateway is %s',
    async (gateway) => {
      state.gateway = gateway;
      const witness = createWindowsWitness(run);
      for (const own of [state.machine.privateAddress, '127.0.0.1', '127.1.2.3', '::1'])
        expect([own, await witness.answers(own)]).toEqual([own, false]);
      expect(await witness.answers('default-gateway')).toBe(gateway === 'answers');
    },
  );

  it('tells what a program said of a step byte for byte too, where it can’t read all of it', async () => {
    state = standInState(standInMachine(OS_OF['11'], { language: 'ja-JP' }));
    const saysSo: RunWindows = async (command) => {
      const { bytes, exitCode } = await run(command);
      const isStep = command.args.includes('set');
      return { bytes: isStep ? Uint8Array.from([0x93, 0xfa, 0x96, 0x7b, 0x0d, 0x0a]) : bytes, exitCode };
    };
    const japanese = createWindowsPlatform({ stateDir, run: saysSo, now: () => 1000 });
    const { outcome, output, printed } = await japanese.apply(setClient, job);
    expect([outcome, output]).toEqual(['done', expect.stringMatching(/set state .*\n\ufffd+$/)]);
    expect(printed).toEqual({
      codePage: 932,
      bytes: expect.stringMatching(/set state .*\n\u0093\u00fa\u0096\u007b$/),
    });
  });

  it('pings a peer from its own Teredo address', async () => {
    state.settings.teredo = { ...state.settings.teredo, type: 'client' };
    const peer = '2001:0:c000:201:0:f227:34ff:8eee';
    const calls: string[][] = [];
    const recording: RunWindows = (command) => {
      calls.push([command.program, ...command.args]);
      return run(command);
    };
    const recorded = createWindowsPlatform({ stateDir, run: recording, now: () => 1000 });
    state.settings.teredo.serverName = '127.0.0.1';
    const seen = await recorded.observe({ reachability: { probeServer: null, peer } });
    expect(seen.reachable.ping).toEqual({ peer, sent: 4, received: 4 });
    const own = seen.effective.address;
    expect(calls.at(-1)).toEqual(['ping', '-6', '-n', '4', '-w', '2000', '-S', own, peer]);
    // Windows counts four words of its own stack as received.
    state.gateway = 'unreachable';
    const cutOff = await recorded.observe({ reachability: { probeServer: null, peer } });
    expect(cutOff.reachable).toMatchObject({ verdict: 'no', ping: { peer, sent: 4, received: 0 } });
  });
});
