import { type StandInState, standInMachine, standInState } from '@teredo-fleet/platform/stand-in';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { OS_OF } from '../../../packages/platform/test/stand-in-machines';
import { installMemoryDisk, type Kill, ScriptLife } from './script-life';

installMemoryDisk();
afterAll(() => vi.unstubAllGlobals());

/** Somebody turned Teredo off, and IPv6 is there: what netsh says of it counts. */
function machine(release: 'xp-sp3' | '10', quirk: StandInState['quirk'] = 'none'): StandInState {
  const state = standInState(standInMachine(OS_OF[release]), { quirk });
  const teredo = { ...state.settings.teredo, type: 'disabled' as const };
  return { ...state, settings: { ...state.settings, teredo } };
}

const lived = (life: ScriptLife): ScriptLife => {
  life.boot();
  life.work();
  return life;
};

/** How a job ends for each way in which netsh fails; XP has IPv6 to install before, and asks the registry for more. */
const ENDS = {
  'xp-sp3': {
    'no-effect': 'failed',
    refused: 'failed',
    hangs: 'blocked',
    unread: 'failed',
    missing: 'failed',
    'access-denied': 'failed',
    partial: 'verify-failed',
  },
  '10': {
    'no-effect': 'verify-failed',
    refused: 'failed',
    hangs: 'blocked',
    unread: 'blocked',
    missing: 'blocked',
    'access-denied': 'failed',
    partial: 'verify-failed',
  },
} as const;

describe.each(['xp-sp3', '10'] as const)('a job of the script agent on %s', (release) => {
  it('is verified where Windows does what it says', () => {
    const life = lived(new ScriptLife(machine(release)));
    expect(life.end()).toMatchObject({ state: 'verified' });
    expect(life.windows.settings.teredo.type).toMatch(/client/);
  });

  it('is verified where netsh takes long for everything, and does nothing twice', () => {
    const whole = lived(new ScriptLife(machine(release)));
    const life = lived(new ScriptLife(machine(release, 'slow')));
    expect(life.end()).toMatchObject({ state: 'verified' });
    expect(life.done).toEqual(whole.done);
    expect(life.now).toBeGreaterThan(whole.now);
  });

  it('changes nothing without the rights of an administrator, and says how to get them', () => {
    const state = machine(release);
    const life = lived(new ScriptLife({ ...state, machine: { ...state.machine, elevated: false } }));
    expect(life.end()).toMatchObject({ state: 'blocked' });
    expect(life.end()?.blockers?.map(({ code }) => code)).toContain('not-elevated');
    expect(life.windows.settings).toEqual(state.settings);
    expect(life.done).toEqual([]);
  });

  it.each(Object.entries(ENDS[release]))(
    'whose netsh fails by %s ends as %s and says what is missing',
    (quirk, state) => {
      const end = lived(new ScriptLife(machine(release, quirk as StandInState['quirk']))).end();
      expect(end?.state).toBe(state);
      expect(end?.detail).toMatch(/\w/);
      expect([...(end?.unmet ?? []), ...(end?.blockers ?? [])]).not.toEqual([]);
    },
  );

  it('ends well however the script host is killed, and does nothing a third time', () => {
    const whole = lived(new ScriptLife(machine(release)));
    const { doings, done } = whole;
    expect(doings).toBeGreaterThan(8);
    for (let at = 1; at <= doings; at += 1)
      for (const side of ['before', 'after'] as const) {
        const kill: Kill = { at, side };
        const life = new ScriptLife(machine(release));
        life.boot(kill);
        life.work();
        life.boot();
        life.work();
        expect([kill, life.end()?.state]).toEqual([kill, 'verified']);
        expect(life.windows.settings).toEqual(whole.windows.settings);
        for (const command of done)
          expect(life.done.filter((one) => one === command).length).toBeLessThanOrEqual(2);
      }
  });
});
