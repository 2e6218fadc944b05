import { readFile } from 'node:fs/promises';
import { type ConnectionSettings, readConnectionSettings } from '../configuration';
import { InputError } from '../input-error';
import { EXIT } from '../output';
import { readLogin } from './saved-login';

/** Flags of every command that calls a server. A token is never one: other users of a machine see arguments. */
export interface ConnectionOptions {
  server?: string;
  tokenFile?: string;
}

export interface Connection {
  /** Scheme, name and port. */
  server: string;
  token: string;
}

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The origin of a server's address. Throws where a token would travel in the clear. */
export function readServer(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new InputError(
      `${text} is no address of a server.\nGive one such as https://fleet.example.com`,
      EXIT.usage,
    );
  if (url.protocol === 'http:' && !LOCAL.has(url.hostname))
    throw new InputError(
      `${url.origin} is not encrypted: everybody on the way could read the API token.\nUse the https address of the server.`,
      EXIT.usage,
    );
  return url.origin;
}

async function readStdin(): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of process.stdin) pieces.push(piece as Uint8Array);
  return Buffer.concat(pieces).toString('utf8');
}

/** The first line of a file, or of standard input (`-`). */
export async function readToken(file: string): Promise<string> {
  const text = await (file === '-' ? readStdin() : readFile(file, 'utf8')).catch((error: Error) => {
    throw new InputError(`The API token could not be read: ${error.message}.`, EXIT.unreadable);
  });
  const token = (text.split(/\r?\n/)[0] ?? '').trim();
  if (!/^[\x21-\x7e]{1,200}$/.test(token))
    throw new InputError(
      'That is no API token. One looks like tfa_ and 43 letters and digits.',
      EXIT.notSignedIn,
    );
  return token;
}

const NOBODY = `There is no API token.
Make one in the dashboard under Settings, API tokens. Then either
  teredo-fleet login --server https://fleet.example.com     and paste it, or
  set TEREDO_FLEET_SERVER and TEREDO_FLEET_API_TOKEN.`;

const NO_SERVER = `No server is named.
Say which with --server https://fleet.example.com, set TEREDO_FLEET_SERVER, or keep one with teredo-fleet login.`;

/** Server and token: from flags, else from the environment, else from what `login` kept. */
export async function findConnection(
  { server, tokenFile }: ConnectionOptions,
  settings: ConnectionSettings = readConnectionSettings(),
): Promise<Connection> {
  const saved = await readLogin(settings.loginFile);
  const address = server ?? settings.server ?? saved?.server;
  if (address === undefined) {
    const hasToken = settings.token !== undefined || tokenFile !== undefined;
    throw new InputError(hasToken ? NO_SERVER : NOBODY, EXIT.notSignedIn);
  }
  const origin = readServer(address);
  // A kept token is for the server that it was kept for, and for no other that somebody names.
  const kept = saved !== null && readServer(saved.server) === origin ? saved.token : undefined;
  const token = tokenFile === undefined ? (settings.token ?? kept) : await readToken(tokenFile);
  if (token === undefined) throw new InputError(NOBODY, EXIT.notSignedIn);
  return { server: origin, token };
}
