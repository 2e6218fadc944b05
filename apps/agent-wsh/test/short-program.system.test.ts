import { type InstalledStandIn, installStandIn } from '@teredo-fleet/dev-env/wine';
import { standInMachine, standInState } from '@teredo-fleet/platform/stand-in';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OS_OF } from '../../../packages/platform/test/stand-in-machines';
import { buildScript } from '../script.mjs';
import { createWineMachine, type WineMachine } from './wine';

const LONG_MS = 300_000;

describe('a program that the script agent runs beside its work', () => {
  let machine: WineMachine;
  let standIn: InstalledStandIn;
  let said: Record<string, { result: string; ms: number }> = {};

  beforeAll(async () => {
    machine = await createWineMachine('winxp');
    standIn = await installStandIn(machine.prefix, {
      ...standInState(standInMachine(OS_OF['xp-sp3'])),
      msg: 'hangs',
    });
    machine.override(standIn.overrides);
    const script = machine.write('probe.js', await buildScript('./test/probes/short-program-probe'));
    const { output } = await machine.cscript(script, [], { timeoutMs: 200_000 });
    const lines = output.trim().split('\n');
    said = Object.fromEntries(
      lines.map((line) => {
        const [name = '', result = '', ms] = line.trim().split(' ');
        return [name, { result, ms: Number(ms) }];
      }),
    );
  }, LONG_MS);

  afterAll(async () => {
    await standIn?.close();
    await machine?.close();
  });

  it('has its exit code, or is said to be none', () => {
    expect(said.good?.result).toBe('0');
    expect(said.failing?.result).toBe('false');
    expect(said.missing?.result).toBe('null');
  });

  it('is ended where it does not end in time, so that a msg that hangs holds up no notice', () => {
    expect(said.hanging?.result).toBe('null');
    expect(said.hanging?.ms).toBeLessThan(60_000);
    expect(said.message?.result).toBe('false');
    const calls = standIn.calls().filter(({ program }) => program === 'msg');
    expect(calls.map(({ args }) => args[0])).toEqual(['hang', '1']);
    expect(calls[1]?.args.at(-1)).toBe('Teredo "wird"\n\nZurück\nauf aus 世界');
  });
});
