import { homedir } from 'node:os';
import { join } from 'node:path';

/** How this program writes to where it is started. */
export interface OutputSettings {
  /** Colours and bold letters: on a terminal, unless NO_COLOR (no-color.org) is set. */
  colour: boolean;
  /** Columns to fill. */
  width: number;
}

const DEFAULT_WIDTH = 80;
const NARROWEST = 40;
/** Longer lines are hard to read out. */
const WIDEST = 100;

export function readOutputSettings(): OutputSettings {
  const { isTTY, columns } = process.stdout;
  const noColour = (process.env.NO_COLOR ?? '') !== '';
  return {
    colour: isTTY === true && !noColour,
    width: isTTY === true ? Math.max(NARROWEST, Math.min(columns ?? DEFAULT_WIDTH, WIDEST)) : DEFAULT_WIDTH,
  };
}

/** Where a command finds server and API token when no flag says it. */
export interface ConnectionSettings {
  server: string | undefined;
  token: string | undefined;
  /** File that `teredo-fleet login` keeps. */
  loginFile: string;
}

export function readConnectionSettings(): ConnectionSettings {
  const { TEREDO_FLEET_SERVER, TEREDO_FLEET_API_TOKEN, XDG_CONFIG_HOME, APPDATA } = process.env;
  const folder = XDG_CONFIG_HOME || APPDATA || join(homedir(), '.config');
  return {
    server: TEREDO_FLEET_SERVER || undefined,
    token: TEREDO_FLEET_API_TOKEN || undefined,
    loginFile: join(folder, 'teredo-fleet', 'login.json'),
  };
}
