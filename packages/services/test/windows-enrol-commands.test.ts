import { describe, expect, it } from 'vitest';
import { enrolCommands } from '../src/token/enrol-commands';
import { scriptBootstrap } from '../src/token/script-bootstrap';
import {
  LONGEST_SHELL_LINE,
  powershellEnrolCommand,
  shellEnrolCommand,
  startUpScript,
} from '../src/token/windows-enrol-commands';

const order = {
  agentUrl: 'http://fleet.example.com:3001',
  sha256: 'ab'.repeat(32),
  token: `tf1.${'a'.repeat(16)}.${'b'.repeat(43)}.${'c'.repeat(43)}.${'d'.repeat(43)}`,
};

/** What a shell of Windows hands on of a text that has no quotation mark: a caret takes the meaning of what follows. */
const unescaped = (text: string) => text.replace(/\^(.)/g, '$1');

describe('the line for cmd', () => {
  const line = shellEnrolCommand(order) ?? '';
  const echoed = /&&echo (.*?[^^])>"%SystemRoot%/.exec(line)?.[1] ?? '';

  it('is one line that Windows XP takes, and holds token, address and hash, with nothing to fill in', () => {
    expect(line).not.toMatch(/[\r\n]/);
    expect(line.length).toBeLessThan(LONGEST_SHELL_LINE / 2);
    for (const part of [order.token, order.sha256, `${order.agentUrl}/agents/teredo-agent.js`])
      expect(line).toContain(part);
    expect(line).not.toMatch(/<[A-Z]+>|YOUR|\.\.\./);
  });

  it('writes the bootstrap to the letter: each sign of the shell has its caret', () => {
    const bootstrap = scriptBootstrap({
      url: `${order.agentUrl}/agents/teredo-agent.js`,
      sha256: order.sha256,
    });
    expect(bootstrap).not.toMatch(/["%!\r\n]/);
    expect(echoed.replace(/\^./g, '')).not.toMatch(/[&|<>^()]/);
    expect(unescaped(echoed)).toBe(bootstrap);
  });

  it('asks for TLS 1.2 over https alone, as a thing that may fail', () => {
    const url = 'fleet.example.com/agents/teredo-agent.js';
    const over = scriptBootstrap({ url: `https://${url}`, sha256: order.sha256 });
    expect(over).toContain("try{new Function('o','o.Option(9)=2688')(r)}catch(e){try{");
    expect(over).not.toMatch(/["%!\r\n]/);
    expect(scriptBootstrap({ url: `http://${url}`, sha256: order.sha256 })).not.toContain('Option');
    const { length } = shellEnrolCommand({ ...order, agentUrl: `https://${'a'.repeat(253)}:65535` }) ?? '';
    expect(length).toBeGreaterThan(1000);
  });

  it('and the start-up script run nothing from a folder in which other users may write', () => {
    const script = startUpScript(order) ?? '';
    for (const text of [line, script]) expect(text).not.toMatch(/TEMP|GetSpecialFolder/);
    expect(line).toMatch(/^\(if not exist "%SystemRoot%\\Teredo Fleet" md /);
    expect(script).toMatch(/md "%SystemRoot%\\Teredo Fleet"\r\n/);
  });

  it('is not made for an address that it could not hold', () => {
    const odd = { ...order, agentUrl: 'http://a&calc' };
    expect([shellEnrolCommand(odd), startUpScript(odd)]).toEqual([null, null]);
  });
});

it('a start-up script enrols at the first boot only, installs once and stops where the download is another', () => {
  const script = startUpScript(order) ?? '';
  expect(script.split('\r\n').every((line) => line.length <= LONGEST_SHELL_LINE)).toBe(true);
  expect(script).toMatch(/^@echo off\r\nrem .*\r\nif exist "%ProgramFiles%.*\.exe" exit \/b 0\r\n/);
  expect(script).not.toMatch(/(^|[\s&])(cscript|reg)\b/m);
  expect(script).toMatch(
    /\|\| exit \/b 1\r\nif not exist "%SystemRoot%.*enrolment\.txt\*" "%SystemRoot%\\System32\\cscript\.exe"/,
  );
  expect(script).toMatch(
    /\r\n"%SystemRoot%\\System32\\reg\.exe" query "HKLM\\.*" >nul 2>nul \|\| start "" \/b "%SystemRoot%\\System32\\cscript\.exe" .* install\r\n$/,
  );
});

it('no sign of an address or token leaves its word in PowerShell', () => {
  const line = powershellEnrolCommand({ ...order, token: "t'; calc; '" });
  expect(line).toContain("WriteAllText($t,'t''; calc; ''')");
  expect(line).not.toMatch(/[\r\n]/);
});

it.each(["'", '\u2018', '\u2019', '\u201a', '\u201b'])('%s ends no word in PowerShell', (mark) => {
  const line = powershellEnrolCommand({ ...order, agentUrl: `http://a${mark};calc;` });
  expect(line).toContain(`[Net.WebRequest]::Create('http://a${mark}${mark};calc;/agents/teredo-agent.exe')`);
});

it('the line for PowerShell runs nothing from a folder in which the person may write without the rights of an administrator', () => {
  const line = powershellEnrolCommand(order);
  // A person's own variables of the environment hold in the elevated shell too.
  expect(line).not.toMatch(/TEMP|\$env:/i);
  expect(line).toContain("Join-Path ([Environment]::GetFolderPath('ProgramFiles')) ");
  const [closing, fetching] = [line.indexOf('/inheritance:r /grant:r'), line.indexOf('GetResponse')];
  expect(line.indexOf('New-Item -ItemType Directory')).toBeLessThan(closing);
  expect(closing).toBeLessThan(fetching);
});

describe('the ways to enrol', () => {
  const admits = { autoAccept: false, maxUses: 25 };
  const target = { agentUrl: order.agentUrl, token: order.token, admits };
  const none = { linux: null, script: null, 'windows-x64': null };
  const all = { linux: order.sha256, script: order.sha256, 'windows-x64': order.sha256 };
  const titles = (made: readonly { platform: string }[]) => made.map(({ platform }) => platform);

  it.each<[Partial<typeof all>, string[], string[]]>([
    [{}, [], ['linux', 'windows', 'windows-script', 'group-policy']],
    [{ 'windows-x64': order.sha256 }, ['windows'], ['linux', 'windows-script', 'group-policy']],
    [{ script: order.sha256 }, ['windows-script', 'group-policy'], ['linux', 'windows']],
    [all, ['linux', 'windows', 'windows-script', 'group-policy'], []],
  ])(
    'have a command for each agent that was built, and say why there is no other',
    (hashes, made, missing) => {
      const { commands, gaps } = enrolCommands({ ...none, ...hashes }, target);
      expect([titles(commands), titles(gaps)]).toEqual([made, missing]);
      for (const { text } of gaps)
        expect(text).toMatch(/^No agent for that lies on this server\. Run npm run build:agents there/);
    },
  );

  it('say of the script what TLS it needs, where agents speak it', () => {
    const over = (agentUrl: string) =>
      enrolCommands(all, { ...target, agentUrl })
        .commands.filter(({ cautions }) => /TLS 1\.2.*http address/.test(cautions.join(' ')))
        .map(({ platform }) => platform);
    expect(over('https://fleet.example.com')).toEqual(['windows-script', 'group-policy']);
    expect(over('http://fleet.example.com')).toEqual([]);
  });

  it('say what the machine has to trust over https, and what guards the agent over http', () => {
    const notes = (agentUrl: string) =>
      enrolCommands(all, { ...target, agentUrl }).commands.map((command) => command.notes.at(-1) ?? '');
    for (const note of notes('http://fleet.example.com')) expect(note).toMatch(/SHA-256.*is sealed\.$/);
    const [linux, windows, ...ofScript] = notes('https://fleet.example.com');
    for (const note of [linux, windows]) expect(note).toMatch(/trust the server’s certificate.*--ca-file/);
    for (const note of ofScript) expect(note).toMatch(/trust the server’s certificate\.$/);
  });

  it('warn of an address by which a machine would ask itself', () => {
    const warned = (agentUrl: string) =>
      enrolCommands(all, { ...target, agentUrl }).commands.filter(({ cautions }) =>
        /leads each machine to itself/.test(cautions.join(' ')),
      ).length;
    for (const host of ['localhost:3001', '127.0.0.1:3001', '[::1]'])
      expect(warned(`http://${host}`)).toBe(4);
    for (const host of ['localhost.example.com', '127.example.com', '10.0.0.1'])
      expect(warned(`http://${host}`)).toBe(0);
  });

  it('say of Group Policy who reads the token, and what this one would let in', () => {
    const cautions = (token: typeof admits) =>
      enrolCommands(all, { ...target, admits: token })
        .commands.filter(({ platform }) => platform === 'group-policy')
        .flatMap((command) => command.cautions);
    expect(cautions(admits)).toEqual([expect.stringMatching(/SYSVOL, where every user and computer/)]);
    expect(cautions({ ...admits, autoAccept: true }).slice(1)).toEqual([
      expect.stringMatching(/accepts machines by themselves/),
    ]);
    expect(cautions({ ...admits, maxUses: 1 }).slice(1)).toEqual([expect.stringMatching(/one machine only/)]);
  });

  it('name the address that a line of cmd can’t hold', () => {
    const { commands, gaps } = enrolCommands(all, {
      ...target,
      agentUrl: 'https://fleet.example.com/agents-at',
    });
    expect([titles(commands), titles(gaps)]).toEqual([
      ['linux', 'windows'],
      ['windows-script', 'group-policy'],
    ]);
    for (const { text } of gaps)
      expect(text).toMatch(
        /https:\/\/fleet\.example\.com\/agents-at, can’t stand in a line of cmd.*Settings/,
      );
  });
});
