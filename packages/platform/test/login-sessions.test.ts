import { describe, expect, it } from 'vitest';
import { isInFront, readLoginSessions, readSessionIds } from '../src/linux/notice/login-sessions';

/** As systemd 252 prints it, for a locked desktop of X, one of Wayland behind it, and a login over the network. */
const SHOWN = [
  'Name=kim\nDisplay=:0\nType=x11\nActive=yes\nLockedHint=yes',
  'Name=lee\nType=wayland\nTTY=tty3\nActive=no\nLockedHint=no',
  'Name=kim\nType=tty\nActive=yes\nLockedHint=no',
  '',
].join('\n\n');

const at = (user: string, display: string, text = SHOWN) =>
  isInFront(readLoginSessions(text), { user, display });

describe('what logind says of desktops', () => {
  it('is read of sessions with a desktop', () => {
    expect(readSessionIds(' 2 1000 kim seat0 tty2\nc1  1001 lee seat0 tty3 active -\n\n')).toEqual([
      '2',
      'c1',
    ]);
    expect(readLoginSessions(SHOWN)).toEqual([
      { user: 'kim', display: ':0', tty: '', active: true, locked: true },
      { user: 'lee', display: '', tty: 'tty3', active: false, locked: false },
    ]);
  });

  it('is that nobody is in front of one that is locked, or behind another user’s', () => {
    expect([at('kim', ':0'), at('lee', ':1')]).toEqual([false, false]);
    expect(at('kim', ':0', SHOWN.replace('LockedHint=yes', 'LockedHint=no'))).toBe(true);
    expect(at('lee', ':1', SHOWN.replace('Active=no', 'Active=yes'))).toBe(true);
  });

  it('is nothing of a desktop that it does not have, nor where there is no logind', () => {
    expect([at('kim', ':5'), at('eve', ':0'), at('kim', ':0', '')]).toEqual([null, null, null]);
    expect(isInFront(null, { user: 'kim', display: ':0' })).toBeNull();
  });
});
