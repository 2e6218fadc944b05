import { AGENT_FILE_NAMES, agentFileUrl } from '@teredo-fleet/protocol';
import { NOTICE_START } from '@teredo-fleet/teredo';
import { scriptBootstrap } from './script-bootstrap';

/** What a command is made of. */
export interface EnrolOrder {
  agentUrl: string;
  /** Of the file that the command fetches, hex. */
  sha256: string;
  token: string;
}

/** A word for PowerShell that no character of it can leave: five signs are the same quotation mark to it. */
const quoted = (word: string): string => `'${word.replace(/['\u2018-\u201b]/g, '$&$&')}'`;

/** SYSTEM and Administrators, by number, since Windows translates their names. */
const FOR_ADMINISTRATORS = `'*S-1-5-18:(OI)(CI)F' '*S-1-5-32-544:(OI)(CI)F'`;

/**
 * One line for a PowerShell that was opened as administrator, from Windows 10 on: fetches the executable into a fresh
 * folder, of which nobody on the way can fill the disk or make it last for ever, checks its SHA-256, enrols the machine and installs the boot task. Only administrators may look or write into
 * that folder: in one for temporary files, another program of the same person, without an administrator's rights, could
 * exchange what was checked before it is run. Windows is asked for the place, since that person's own variables of the
 * environment hold in the elevated shell too; so what the agent is told of these places is what Windows says. The token goes through a file of that folder: the arguments of a program are
 * seen by every user of the machine.
 */
export function powershellEnrolCommand({ agentUrl, sha256, token }: EnrolOrder): string {
  return [
    `& { $ErrorActionPreference='Stop'; $d=Join-Path ([Environment]::GetFolderPath('ProgramFiles')) ('Teredo Fleet '+[guid]::NewGuid())`,
    `$null=New-Item -ItemType Directory $d; try { $f=Join-Path $d '${AGENT_FILE_NAMES['windows-x64']}'; $t=Join-Path $d 'token'`,
    `$null=& (Join-Path ([Environment]::SystemDirectory) 'icacls.exe') $d /inheritance:r /grant:r ${FOR_ADMINISTRATORS}`,
    `if($LASTEXITCODE -ne 0){throw 'Windows does not close the folder of this line to others. Nothing was fetched.'}`,
    `[Net.ServicePointManager]::SecurityProtocol=[Net.ServicePointManager]::SecurityProtocol -bor 3072`,
    `$q=[Net.WebRequest]::Create(${quoted(agentFileUrl(agentUrl, 'windows-x64'))}); $q.Timeout=30000; $q.ReadWriteTimeout=30000`,
    `$a=$q.GetResponse(); $s=$a.GetResponseStream(); $o=[IO.File]::Create($f); $e=(Get-Date).AddMinutes(30); $b=New-Object byte[] 65536; $n=0`,
    `try{while(($c=$s.Read($b,0,65536)) -gt 0){$n+=$c; if($n -gt 209715200 -or (Get-Date) -gt $e){throw 'The agent did not come whole within half an hour, or is too large. Nothing of it was run.'}; $o.Write($b,0,$c)}}finally{$o.Close(); $a.Close()}`,
    `if((Get-FileHash $f -Algorithm SHA256).Hash -ne ${quoted(sha256)}){throw 'What was downloaded is not the agent that this line names. Nothing of it was run.'}`,
    `foreach($v in ('ProgramFiles','ProgramFiles'),('ProgramData','CommonApplicationData'),('SystemRoot','Windows')){[Environment]::SetEnvironmentVariable($v[0],[Environment]::GetFolderPath($v[1]))}`,
    `[IO.File]::WriteAllText($t,${quoted(token)})`,
    `& $f enrol --keep --server ${quoted(agentUrl)} --token-file $t; if($LASTEXITCODE -eq 0){& $f service install}`,
    `} finally {Remove-Item $d -Recurse -Force} }`,
  ].join('; ');
}

/** What a Windows shell would take for its own, outside of quotation marks. */
const escaped = (text: string): string => text.replace(/[&|<>^()]/g, '^$&');

/** Longest line that a shell of Windows takes (Microsoft: 8,191 characters from Windows XP on). */
export const LONGEST_SHELL_LINE = 8191;

/** Whether an address is all letters, digits and signs that neither shell nor script takes for its own. */
const isPlain = (address: string) => /^https?:\/\/[A-Za-z0-9.:[\]-]+$/.test(address);

/** Only administrators may write there: a file in a folder for temporary ones could be another user's by the time it is run. */
const FOLDER = '%SystemRoot%\\Teredo Fleet';
const MAKE_FOLDER = `if not exist "${FOLDER}" md "${FOLDER}"`;
const BOOTSTRAP = `"${FOLDER}\\teredo-fetch.js"`;
/** By their full path: a shell looks into its own folder first, and runs what lies there with an administrator's rights. */
const HOST = '"%SystemRoot%\\System32\\cscript.exe" //nologo';
const REG = '"%SystemRoot%\\System32\\reg.exe"';
const SCRIPT = `${HOST} "${FOLDER}\\${AGENT_FILE_NAMES.script}"`;

/**
 * One line for `cmd` as administrator, from Windows XP SP1 on: writes a script that fetches the agent, runs it, enrols
 * the machine and has the agent start with Windows, and now. Null where the address can't stand in such a line.
 */
export function shellEnrolCommand({ agentUrl, sha256, token }: EnrolOrder): string | null {
  if (!isPlain(agentUrl)) return null;
  const bootstrap = scriptBootstrap({ url: agentFileUrl(agentUrl, 'script'), sha256 });
  const line = [
    `(${MAKE_FOLDER})`,
    `echo ${escaped(bootstrap)}>${BOOTSTRAP}`,
    `${HOST} ${BOOTSTRAP}`,
    `${SCRIPT} enrol --keep --server ${agentUrl} --token ${token}`,
    `${SCRIPT} install`,
  ].join('&&');
  return line.length > LONGEST_SHELL_LINE ? null : line;
}

/**
 * A start-up script for Group Policy: Windows runs it as SYSTEM at each boot. It fetches and checks the agent at each, so
 * that the next boot starts a new one, enrols the machine at the first, and installs the agent where it is not, without
 * keeping Windows waiting. A machine that has the executable is passed by. Null as above.
 */
export function startUpScript({ agentUrl, sha256, token }: EnrolOrder): string | null {
  if (!isPlain(agentUrl)) return null;
  const bootstrap = scriptBootstrap({ url: agentFileUrl(agentUrl, 'script'), sha256 });
  return [
    '@echo off',
    'rem Save this as teredo-fleet.cmd below Computer Configuration, Windows Settings, Scripts, Startup.',
    'if exist "%ProgramFiles%\\Teredo Fleet\\teredo-agent.exe" exit /b 0',
    MAKE_FOLDER,
    `echo ${escaped(bootstrap)}>${BOOTSTRAP} || exit /b 1`,
    `${HOST} ${BOOTSTRAP} || exit /b 1`,
    `if not exist "%SystemRoot%\\System32\\config\\systemprofile\\Teredo Fleet\\enrolment.txt*" ${SCRIPT} enrol --keep --server ${agentUrl} --token ${token}`,
    `${REG} query "${NOTICE_START.key}" /v "${NOTICE_START.name}" >nul 2>nul || start "" /b ${SCRIPT} install`,
    '',
  ].join('\r\n');
}
