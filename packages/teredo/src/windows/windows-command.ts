/** The programs of Windows that an agent starts, and no others. */
export type WindowsProgram =
  | 'netsh'
  | 'sc'
  | 'reg'
  | 'ipconfig'
  | 'powershell'
  | 'ping'
  | 'route'
  | 'qwinsta'
  | 'msg';

/** Where each stands, from the folder of Windows on: PATH is never asked. */
const PATHS: Record<WindowsProgram, string> = {
  netsh: 'System32\\netsh.exe',
  sc: 'System32\\sc.exe',
  reg: 'System32\\reg.exe',
  ipconfig: 'System32\\ipconfig.exe',
  ping: 'System32\\ping.exe',
  route: 'System32\\route.exe',
  qwinsta: 'System32\\qwinsta.exe',
  msg: 'System32\\msg.exe',
  powershell: 'System32\\WindowsPowerShell\\v1.0\\powershell.exe',
};

/** One program with its arguments. Only the closed table makes them; see `fillTemplate`. */
export interface WindowsCommand {
  program: WindowsProgram;
  args: string[];
  /** After so long it is killed, and nobody can tell whether it took effect. */
  timeoutMs: number;
}

/** The full path of a program; `systemRoot` as in the environment variable of that name: `C:\Windows`. */
export function programPath(program: WindowsProgram, systemRoot: string): string {
  return `${systemRoot.replace(/\\$/, '')}\\${PATHS[program]}`;
}

/** Nothing in it but what no argument parser of Windows looks at. */
const PLAIN = /^[A-Za-z0-9_.:=\\{}-]+$/;

/**
 * An argument as it stands in a command line. Nothing in the closed table has a quotation mark or ends in a backslash,
 * so that quoting is all there is to do.
 */
function quoted(argument: string): string {
  return PLAIN.test(argument) ? argument : `"${argument}"`;
}

/** A command as a reader would type it, and as a script host that takes one text hands it over. */
export function commandLine(command: WindowsCommand, systemRoot: string): string {
  const words = [programPath(command.program, systemRoot)].concat(command.args);
  return words.map(quoted).join(' ');
}
