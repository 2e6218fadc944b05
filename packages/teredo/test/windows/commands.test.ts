import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type {
  ChangeStep,
  WindowsCommand,
  WindowsDeed,
  WindowsRelease,
  WindowsSettings,
} from '../../src/index';
import {
  COMMAND_TABLE,
  commandLine,
  isInCommandTable,
  programPath,
  restoreDeeds,
  settingsOfKept,
  stepDeeds,
  WINDOWS_RELEASES,
  WindowsCommandError,
} from '../../src/index';
import { commandDocument, RELEASE_NAMES, settingsBefore, stepsFor } from './command-document';
import { settingsAfter, untouched } from './settings-model';

const page = new URL('../../../../docs/windows-commands.md', import.meta.url);
const writes = process.env.TEREDO_FLEET_WRITE_GOLDEN === '1';

function commandsOf(deeds: WindowsDeed[]): WindowsCommand[] {
  return deeds.flatMap(({ ways }) => ways.flatMap((way) => (way.kind === 'run' ? [way.command] : [])));
}

const every: [WindowsRelease, ChangeStep][] = WINDOWS_RELEASES.flatMap((release) =>
  stepsFor(release).map((step): [WindowsRelease, ChangeStep] => [release, step]),
);
const possible = every.filter(([release, step]) => release !== 'xp-sp1' || !step.kind.includes('firewall'));

describe('the closed table of Windows', () => {
  it('is printed in docs/windows-commands.md', () => {
    if (writes) writeFileSync(page, commandDocument());
    expect(existsSync(page) ? readFileSync(page, 'utf8') : '').toBe(commandDocument());
  });

  it('has a row for every release that is named', () => {
    const said = commandDocument();
    for (const name of Object.values(RELEASE_NAMES)) expect(said).toContain(name);
  });

  it.each(possible)('makes every command for %s: %o', (release, step) => {
    const before = settingsBefore(step, release);
    const deeds = stepDeeds(step, release, before);
    expect(deeds.length).toBeGreaterThan(0);
    for (const command of commandsOf(deeds)) expect(isInCommandTable(command, release)).toBe(true);
  });

  it.each(possible)('has for %s what gives back %o', (release, step) => {
    const before = settingsBefore(step, release);
    const after = settingsAfter(step, release, before);
    const undo = restoreDeeds(release, before, after);
    expect(undo.length).toBeGreaterThan(0);
    for (const command of commandsOf(undo)) expect(isInCommandTable(command, release)).toBe(true);
    expect(restoreDeeds(release, before, before)).toEqual([]);
  });

  it('opens exactly the port that was pinned, and closes exactly that one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 65535 }), (port) => {
        const now = untouched('xp-sp3');
        const open = commandsOf(stepDeeds({ kind: 'allow-teredo-through-firewall', port }, 'xp-sp3', now));
        const after = { ...now, firewall: { ...now.firewall, openPorts: [port], ownPorts: [port] } };
        const close = commandsOf(restoreDeeds('xp-sp3', now, after));
        expect(open.map(({ args }) => args[4])).toEqual([`port=${port}`]);
        expect(close.map(({ args }) => args[4])).toEqual([`port=${port}`]);
        expect(close.map(({ args }) => args[1])).toEqual(['delete']);
      }),
    );
  });

  const at = (openPorts: number[], ownPorts: number[], clientPort: number | null): WindowsSettings => {
    const now = untouched('xp-sp3');
    const teredo = { ...now.teredo, clientPort };
    return { ...now, teredo, firewall: { ...now.firewall, openPorts, ownPorts } };
  };
  const portsOf = (earlier: WindowsSettings, now: WindowsSettings) =>
    commandsOf(restoreDeeds('xp-sp3', earlier, now)).flatMap(({ args }) =>
      args[0] === 'firewall' ? [`${args[1]} ${args[4]}`] : [],
    );

  it.each([
    [
      'closes its own, not what others opened and closed since',
      at([1434], [], null),
      at([5060, 34567], [34567], 34567),
      ['delete port=34567'],
    ],
    [
      'closes its own after somebody gave Teredo another port',
      at([], [], null),
      at([34567], [34567], 3545),
      ['delete port=34567'],
    ],
    [
      'closes what stands under its name for some only',
      at([], [], null),
      at([], [34567], 34567),
      ['delete port=34567'],
    ],
    [
      'opens again what was open for Teredo',
      at([3545], [], 3545),
      at([34567], [34567], 34567),
      ['delete port=34567', 'add port=3545'],
    ],
    [
      'leaves open what was open before somebody made it Teredo’s',
      at([5060], [], null),
      at([5060], [], 5060),
      [],
    ],
    [
      'leaves open what another job had opened before',
      at([3545], [3545], null),
      at([3545], [3545], null),
      [],
    ],
    ['leaves open under another name what nobody’s Teredo uses', at([], [], null), at([34567], [], null), []],
  ])('at a rollback %s', (_what, earlier, now, deeds) => {
    expect(portsOf(earlier, now)).toEqual(deeds);
    expect(portsOf(earlier, earlier)).toEqual([]);
  });

  it('takes what an earlier version saved, which knew no names', () => {
    const { ownPorts: _, ...firewall } = at([1434, 3545], [], 3545).firewall;
    const earlier = settingsOfKept({ ...at([], [], 3545), firewall });
    expect(portsOf(earlier, at([5060, 34567], [34567], 34567))).toEqual([
      'delete port=34567',
      'add port=3545',
    ]);
  });

  it('goes to XP and 2003 through the API of their firewall as well', () => {
    const step = { kind: 'allow-teredo-through-firewall', port: 3544 } as const;
    const ways = stepDeeds(step, '2003-sp1', untouched('2003-sp1'))[0]?.ways.map(({ kind }) => kind);
    expect(ways).toEqual(['run', 'api']);
  });

  it('gives natawareclient to no release before Windows 10', () => {
    const step = {
      kind: 'set-teredo',
      type: 'natawareclient',
      serverName: null,
      refreshIntervalSeconds: null,
      clientPort: null,
    } as const;
    const takes = WINDOWS_RELEASES.filter((release) => {
      try {
        return stepDeeds(step, release, untouched(release)).length > 0;
      } catch {
        return false;
      }
    });
    expect(takes).toEqual(['10', '11']);
  });

  it('lets no text into a command: a server name that is none is refused', () => {
    const set = (serverName: string) =>
      stepDeeds(
        {
          kind: 'set-teredo',
          type: 'client',
          serverName,
          refreshIntervalSeconds: null,
          clientPort: null,
        },
        '10',
        untouched('10'),
      );
    for (const bad of ['a b', 'a&calc', 'a"', '-x', '', 'a%PATH%', 'a\n', 'teredo.example.'])
      expect(() => set(bad), bad).toThrow(WindowsCommandError);
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (serverName) => {
        try {
          const [command] = commandsOf(set(serverName));
          expect(command?.args[5]).toMatch(/^servername=[A-Za-z0-9.-]+$/);
        } catch (error) {
          expect(error).toBeInstanceOf(WindowsCommandError);
        }
      }),
    );
  });

  it.each([[0], [65536], [-1], [3544.5], [Number.NaN], [Number.POSITIVE_INFINITY]])(
    'refuses the port %d',
    (port) => {
      const step = { kind: 'allow-teredo-through-firewall', port } as const;
      expect(() => stepDeeds(step, 'xp-sp3', untouched('xp-sp3'))).toThrow(WindowsCommandError);
    },
  );

  it('refuses what it never made, whatever is changed of it', () => {
    const release = '10';
    const made = stepsFor(release).flatMap((step) =>
      commandsOf(stepDeeds(step, release, settingsBefore(step, release))),
    );
    for (const command of made) {
      expect(isInCommandTable({ ...command, args: [...command.args, 'x'] }, release)).toBe(false);
      expect(isInCommandTable({ ...command, args: command.args.slice(1) }, release)).toBe(false);
      expect(isInCommandTable({ ...command, program: 'powershell' }, release)).toBe(false);
      const args = command.args.map((arg) => (/=/.test(arg) ? `${arg}&calc` : arg));
      if (args.join() !== command.args.join())
        expect(isInCommandTable({ ...command, args }, release)).toBe(false);
    }
  });

  it('holds no argument that quoting does not settle', () => {
    for (const row of Object.values(COMMAND_TABLE))
      for (const part of row.args)
        expect(typeof part === 'string' ? part : part.before).not.toMatch(/["\n]|\\$/);
  });

  it('starts programs by their full path', () => {
    expect(programPath('netsh', 'C:\\WINDOWS')).toBe('C:\\WINDOWS\\System32\\netsh.exe');
    expect(programPath('sc', 'D:\\WINNT\\')).toBe('D:\\WINNT\\System32\\sc.exe');
    const [command] = commandsOf(
      stepDeeds({ kind: 'allow-teredo-through-firewall', port: 'teredo' }, '7', untouched('7')),
    );
    expect(commandLine(command!, 'C:\\Windows')).toBe(
      'C:\\Windows\\System32\\netsh.exe advfirewall firewall delete rule "name=Teredo Fleet - Teredo blocked"',
    );
  });

  it('saves nothing that it could not give back: the type relay is refused', () => {
    const earlier = { ...untouched('7'), teredo: { ...untouched('7').teredo, type: 'relay' as const } };
    expect(() => restoreDeeds('7', earlier, untouched('7'))).toThrow(/no command that sets type to relay/);
  });
});
