import { describe, expect, it } from 'vitest';
import { ProgramError, type RunWindows, readProgramExceptions } from '../src';
import { answerAsWindows, codePageOf, encodeConsole, standInMachine, standInState } from '../src/stand-in';
import { OS_OF } from './stand-in-machines';

const FIREWALL =
  'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy';
const FOLDERS = { programfiles: 'C:\\Program Files' };

/** A stand-in Windows whose firewall says this where it is asked for all that it says. */
function windowsThatSays(os: keyof typeof OS_OF, key: string, lines: string[]): RunWindows {
  const state = standInState(standInMachine(OS_OF[os]));
  return async ({ program, args }) => {
    const isAsked = args[1]?.endsWith(key) && !args.includes('/f') && !args.includes('/v');
    const text = `\r\n${FIREWALL}${lines[0]}\r\n${lines.slice(1).join('\r\n')}\r\n`;
    if (isAsked) return { bytes: encodeConsole(text, codePageOf(state)), exitCode: 0 };
    const answer = answerAsWindows(state, program, args);
    if (answer === null) throw new ProgramError('missing', [program, ...args], null, '', 'not found');
    return { bytes: encodeConsole(answer.output, codePageOf(state)), exitCode: answer.exitCode };
  };
}

describe('what the firewall of a Windows says of programs', () => {
  it.each(['vista', '10', '11'] as const)(
    'is read from the rules of %s, with a name in its own letters',
    async (os) => {
      const rule =
        '    {A-1}    REG_SZ    v2.10|Action=Allow|Active=TRUE|Dir=In|App=%ProgramFiles%\\Müll\\chat.exe|Edge=TRUE|';
      const run = windowsThatSays(os, 'FirewallRules', ['\\FirewallRules', rule]);
      const exceptionOf = await readProgramExceptions(run, FOLDERS);
      expect(exceptionOf('C:\\Program Files\\Müll\\chat.exe')).toBe('with-edge');
      expect(exceptionOf('C:\\Program Files\\other.exe')).toBe('none');
    },
  );

  it('is read from the list of XP', async () => {
    const path = 'C:\\Chat\\chat.exe';
    const list = [
      '\\StandardProfile\\AuthorizedApplications\\List',
      `    ${path}\tREG_SZ\t${path}:*:Enabled:Chat`,
    ];
    const exceptionOf = await readProgramExceptions(
      windowsThatSays('xp-sp3', 'FirewallPolicy', list),
      FOLDERS,
    );
    expect([exceptionOf(path), exceptionOf('C:\\other.exe')]).toEqual(['allowed', 'none']);
  });

  it('is unknown where nothing answers', async () => {
    const run: RunWindows = async ({ program, args }) => {
      throw new ProgramError('missing', [program, ...args], null, '', 'not found');
    };
    expect((await readProgramExceptions(run, FOLDERS))('C:\\Chat\\chat.exe')).toBe('unknown');
  });
});
