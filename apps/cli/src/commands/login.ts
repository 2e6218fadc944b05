import type { Command } from 'commander';
import { readServer, readToken } from '../api/connection';
import { answerOf, connectTo } from '../api/fleet-client';
import { removeLogin, saveLogin } from '../api/saved-login';
import { readConnectionSettings } from '../configuration';
import { print, printError } from '../output';
import { pairsText } from '../print/table';
import { clientOf, EXIT_HELP, type FleetOptions, printAnswer, withConnection } from './fleet-command';

interface LoginOptions {
  server: string;
  tokenFile: string;
}

async function login({ server, tokenFile }: LoginOptions): Promise<void> {
  const origin = readServer(server);
  if (tokenFile === '-' && process.stdin.isTTY)
    printError('Paste the API token here, then press Enter and Ctrl+D (on Windows: Ctrl+Z and Enter).');
  const token = await readToken(tokenFile);
  const me = answerOf(await connectTo({ server: origin, token }).GET('/me'));
  const { loginFile } = readConnectionSettings();
  await saveLogin(loginFile, { server: origin, token });
  print(`Signed in to ${origin} as ${me?.name ?? 'nobody'}, ${me?.role ?? ''}. Kept in ${loginFile}.`);
}

async function whoami(options: FleetOptions): Promise<void> {
  const me = answerOf(await (await clientOf(options)).GET('/me'));
  printAnswer(me, options, () =>
    pairsText([
      ['person', me?.name ?? null],
      ['API token', me?.token ? `${me.token.name} (${me.token.prefix}…)` : null],
      ['role', me?.role ?? null],
      ['scopes', me?.scopeIds.length ? me.scopeIds.join(', ') : 'every scope'],
    ]),
  );
}

export function addLogin(program: Command): void {
  program
    .command('login')
    .description('keep a server and an API token for later commands, in a file that only you can read')
    .requiredOption('--server <url>', 'address of the server')
    .option('--token-file <file>', 'file whose first line is the API token; - for standard input', '-')
    .addHelpText('after', EXIT_HELP)
    .action(login);
  program
    .command('logout')
    .description('forget the kept API token; it stays good until it is revoked')
    .action(() => removeLogin(readConnectionSettings().loginFile));
  withConnection(program.command('whoami').description('whose API token is used, and what it may do')).action(
    whoami,
  );
}
