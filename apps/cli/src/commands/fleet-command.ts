import type { Command } from 'commander';
import { type ConnectionOptions, findConnection } from '../api/connection';
import { connectTo, type FleetClient } from '../api/fleet-client';
import { print } from '../output';
import { printableJson } from '../print/visible-text';

/** Flags of every command that calls a server. */
export interface FleetOptions extends ConnectionOptions {
  json?: boolean;
}

export const EXIT_HELP = `
The API token comes from --token-file, else TEREDO_FLEET_API_TOKEN, else teredo-fleet login; never from an argument.
Exit codes: 0 done, 2 wrong usage, 3 a file could not be read, 4 the server refused, 5 the server could not be reached
or is busy, 6 no API token, or one that opens nothing.`;

export function withConnection(command: Command): Command {
  return command
    .option('--server <url>', 'address of the server')
    .option('--token-file <file>', 'file whose first line is the API token; - for standard input')
    .option('--json', 'print the answer as JSON')
    .addHelpText('after', EXIT_HELP);
}

export async function clientOf(options: FleetOptions): Promise<FleetClient> {
  return connectTo(await findConnection(options));
}

/** Prints an answer as JSON where that was asked for, else in words. */
export function printAnswer<T>(answer: T, { json }: FleetOptions, inWords: (answer: T) => string): void {
  print(json ? printableJson(answer) : inWords(answer));
}

/** Collects the values of a flag that may stand more than once. */
export function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}

export function readWhole(value: string): number {
  return Number(value);
}
