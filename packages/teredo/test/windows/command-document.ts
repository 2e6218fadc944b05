import type { ChangeStep, WindowsDeed, WindowsRelease, WindowsSettings } from '../../src/index';
import {
  blockersOfStep,
  commandLine,
  isOldRelease,
  programReadings,
  readingsOfStep,
  restoreDeeds,
  stepDeeds,
  WINDOWS_RELEASES,
  WindowsCommandError,
  windowsReadings,
} from '../../src/index';
import { settingsAfter, untouched } from './settings-model';

export const RELEASE_NAMES: Record<WindowsRelease, string> = {
  'xp-sp1': 'Windows XP SP1 with the Advanced Networking Pack',
  'xp-sp2': 'Windows XP SP2',
  'xp-sp3': 'Windows XP SP3',
  '2003-sp1': 'Windows Server 2003 SP1',
  '2003-sp2': 'Windows Server 2003 SP2',
  vista: 'Windows Vista, Server 2008',
  '7': 'Windows 7, Server 2008 R2',
  '8': 'Windows 8, Server 2012',
  '8.1': 'Windows 8.1, Server 2012 R2',
  '10': 'Windows 10, Server 2016, Server 2019',
  '11': 'Windows 11, Server 2022, Server 2025',
};

const setTeredo = (
  type: Extract<ChangeStep, { kind: 'set-teredo' }>['type'],
  change: Partial<Extract<ChangeStep, { kind: 'set-teredo' }>> = {},
): ChangeStep => ({
  kind: 'set-teredo',
  type,
  serverName: null,
  refreshIntervalSeconds: null,
  clientPort: null,
  ...change,
});

/** Every step that `plan()` makes for a release, with what stands for the values in it. */
export function stepsFor(release: WindowsRelease): ChangeStep[] {
  const old = isOldRelease(release);
  const port = old ? 3544 : ('teredo' as const);
  const full = { serverName: 'teredo.example', refreshIntervalSeconds: 30, clientPort: 3544 };
  const types = ['client', 'enterpriseclient', 'default', 'disabled'] as const;
  const isNew = release === '10' || release === '11';
  return [
    ...(old ? [{ kind: 'install-ipv6' } as const] : []),
    ...types.map((type) => setTeredo(type, type === 'client' && old ? { clientPort: 3544 } : {})),
    ...(isNew ? [setTeredo('natawareclient')] : []),
    setTeredo('client', full),
    { kind: 'allow-teredo-through-firewall', port },
    { kind: 'remove-firewall-exception', port },
    { kind: 'start-service', service: old ? '6to4' : 'iphlpsvc' },
  ];
}

/** What a machine is like on which a step is due. */
export function settingsBefore(step: ChangeStep, release: WindowsRelease): WindowsSettings {
  const now = untouched(release);
  if (step.kind === 'install-ipv6') return { ...now, ipv6Installed: false, service: null };
  if (step.kind === 'start-service') return { ...now, service: { running: false, start: 'disabled' } };
  if (step.kind === 'set-teredo')
    return { ...now, teredo: { ...now.teredo, type: step.type === 'disabled' ? 'client' : 'disabled' } };
  if (step.kind !== 'remove-firewall-exception') return now;
  if (!isOldRelease(release)) return { ...now, firewall: { ...now.firewall, othersAllow: true } };
  return {
    ...now,
    teredo: { ...now.teredo, clientPort: 3544 },
    firewall: { ...now.firewall, openPorts: [3544] },
  };
}

const code = (text: string) => `\`${text.replace(/\|/g, '\\|')}\``;

function printDeed({ ways, mayFail }: WindowsDeed): string {
  const printed = ways.map((way) =>
    way.kind === 'run'
      ? code(commandLine(way.command, '%SystemRoot%'))
      : `or, from a script, ${way.call.object}: ${way.call.deed} UDP ${way.call.port}`,
  );
  return printed.join(' ') + (mayFail ? ' (whatever it answers)' : '');
}

function printDeeds(make: () => WindowsDeed[]): string {
  try {
    const deeds = make();
    return deeds.length === 0 ? 'nothing' : deeds.map(printDeed).join('<br>');
  } catch (error) {
    if (!(error instanceof WindowsCommandError)) throw error;
    return `blocked: ${error.message}`;
  }
}

function stepName(step: ChangeStep): string {
  const { kind, ...values } = step;
  const set = Object.entries(values).filter(([, value]) => value !== null);
  return `${kind} ${set.map(([name, value]) => `${name} ${value}`).join(', ')}`.trim();
}

function undoDeeds(step: ChangeStep, release: WindowsRelease): WindowsDeed[] {
  const before = settingsBefore(step, release);
  return restoreDeeds(release, before, settingsAfter(step, release, before));
}

function printStep(step: ChangeStep, release: WindowsRelease): string {
  const cells = [
    stepName(step),
    printDeeds(() => stepDeeds(step, release, settingsBefore(step, release))),
    readingsOfStep(step.kind, release).join(', '),
    printDeeds(() => undoDeeds(step, release)),
    blockersOfStep(step.kind, release).join(', '),
  ];
  return `| ${cells.join(' | ')} |`;
}

function printReading({ name, command }: ReturnType<typeof windowsReadings>[number]): string {
  return `| ${name} | ${code(commandLine(command, '%SystemRoot%'))} |`;
}

function groupOf(release: WindowsRelease, print: (release: WindowsRelease) => string): WindowsRelease[] {
  return WINDOWS_RELEASES.filter((other) => print(other) === print(release));
}

function sections(print: (release: WindowsRelease) => string): string[] {
  const firsts = WINDOWS_RELEASES.filter((release) => groupOf(release, print)[0] === release);
  return firsts.map((release) => {
    const names = groupOf(release, print).map((one) => RELEASE_NAMES[one]);
    return `### ${names.join('; ')}\n\n${print(release)}\n`;
  });
}

const printSteps = (release: WindowsRelease) =>
  [
    '| step | what is run | read before and after | what gives it back | what may stand in the way |',
    '|---|---|---|---|---|',
    ...stepsFor(release).map((step) => printStep(step, release)),
  ].join('\n');

const printReadings = (release: WindowsRelease) =>
  ['| reading | command |', '|---|---|', ...windowsReadings(release).map(printReading)].join('\n');

const printProgramReadings = (release: WindowsRelease) =>
  ['| reading | command |', '|---|---|', ...programReadings(release).map(printReading)].join('\n');

/** docs/windows-commands.md: everything that an agent runs on Windows. */
export function commandDocument(): string {
  return [
    '# What the agents run on Windows',
    '',
    'Every command of both agents for Windows, by release. A test prints this page from the closed table in',
    '`packages/teredo/src/windows` and compares; no job starts anything outside of the table. Programs are started by',
    'their full path, never through PATH; values go into places that take a type, a host name or a number and nothing',
    'else. No answer proves a change: what was wanted is read back. Releases with the same rows share a table.',
    '',
    'From Vista on the firewall gets rules of this product under its own names: the rule that Windows brings',
    '(`CoreNet-Teredo-In`) is read by its id, and netsh can name it only in the language of the system.',
    '',
    '## Changes',
    '',
    ...sections(printSteps),
    '## Readings',
    '',
    ...sections(printReadings),
    '## Readings where an admin named programs',
    '',
    'What the firewall says of programs, when a named one is looked at ([programs.md](programs.md)).',
    '',
    ...sections(printProgramReadings),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}
