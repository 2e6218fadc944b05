import { open, stat } from 'node:fs/promises';
import {
  addressKindOf,
  decodeConsoleBytes,
  type ExplainInput,
  isPrintedText,
  parseIPv4,
} from '@teredo-fleet/teredo';
import { InputError } from './input-error';

/** Far more than any command prints: a whole registry is no output to explain. */
export const SIZE_CAP = 8 * 1024 * 1024;

const MEGABYTE = 1024 * 1024;

/** An input, and how many of its characters could not be decoded. */
export interface DecodedInput extends ExplainInput {
  lostCharacters: number;
}

const megabytes = (size: number) => `${(size / MEGABYTE).toFixed(1)} MB`;

function tooLarge(name: string, size: string): InputError {
  return new InputError(
    `${name} has ${size}; up to ${megabytes(SIZE_CAP)} are read.\nKeep the part that the command printed about Teredo, and give that.`,
  );
}

function decode(name: string, bytes: Uint8Array, codePage: number | null): DecodedInput {
  const { text, lostCharacters } = decodeConsoleBytes(bytes, codePage);
  if (text.trim() === '')
    throw new InputError(
      `${name} is empty.\nWrite the output of a command into it, for example:\n  netsh interface teredo show state > state.txt`,
    );
  if (!isPrintedText(text))
    throw new InputError(
      `${name} is not text: it looks like a program, a picture or an archive.\nGive a file with what a command printed, or paste the output to teredo-fleet explain -`,
    );
  return { source: name, text, lostCharacters };
}

const REASONS: Record<string, (path: string) => string> = {
  ENOENT: (path) =>
    `There is no file ${path}.\nCheck the name and the folder, or use - to read what is pasted.`,
  EACCES: (path) => `${path} may not be read by this user.\nCopy it to a place of yours, or ask its owner.`,
  EISDIR: folderMessage,
};

function folderMessage(path: string): string {
  return `${path} is a folder.\nName the files in it that come from one machine, for example: teredo-fleet explain ${path}/*.txt`;
}

function errorOf(path: string, error: unknown): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined) return error as Error;
  return new InputError(REASONS[code]?.(path) ?? `${path} could not be read: ${message}.`);
}

async function readBytes(path: string): Promise<Uint8Array> {
  const info = await stat(path);
  if (info.isDirectory()) throw new InputError(folderMessage(path));
  if (info.size > SIZE_CAP) throw tooLarge(path, megabytes(info.size));
  const file = await open(path);
  try {
    return await collect(path, file.createReadStream({ autoClose: false }));
  } finally {
    await file.close();
  }
}

/** A pipe has no size that could be asked for. */
async function collect(name: string, stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of stream) {
    size += piece.length;
    if (size > SIZE_CAP) throw tooLarge(name, `more than ${megabytes(SIZE_CAP)}`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

async function readFileInput(path: string, codePage: number | null): Promise<DecodedInput> {
  const bytes = await readBytes(path).catch((error: unknown) => {
    throw errorOf(path, error);
  });
  return decode(path, bytes, codePage);
}

/** Whether an argument is an address and no name of a file. */
export function isAddressArgument(argument: string): boolean {
  const bare = argument.replace(/^\[([^\]]+)\]$/, '$1').replace(/\/[0-9]{1,3}$/, '');
  return addressKindOf(bare) !== null || parseIPv4(bare) !== null;
}

async function readInput(argument: string, codePage: number | null): Promise<DecodedInput> {
  if (argument === '-')
    return decode('standard input', await collect('Standard input', process.stdin), codePage);
  if (isAddressArgument(argument))
    return { source: null, text: argument.replace(/[[\]]/g, ''), lostCharacters: 0 };
  return readFileInput(argument, codePage);
}

/** Reads files, standard input (`-`) and addresses, in their order. */
export async function readInputs(args: readonly string[], codePage: number | null): Promise<DecodedInput[]> {
  const inputs: DecodedInput[] = [];
  for (const argument of args) inputs.push(await readInput(argument, codePage));
  return inputs;
}
