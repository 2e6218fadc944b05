import { createObject } from './host';

const READING = 1;
const APPENDING = 8;
const AS_BYTES_OF_THE_CODE_PAGE = 0;
const AS_UTF_16 = -1;

interface TextStream {
  ReadAll(): string;
  Read(characters: number): string;
  Skip(characters: number): void;
  Write(text: string): void;
  Close(): void;
  readonly AtEndOfStream: boolean;
}

interface FileEntry {
  readonly ShortPath: string;
  readonly Attributes: number;
}

interface FileSystem {
  FileExists(path: string): boolean;
  FolderExists(path: string): boolean;
  CreateFolder(path: string): unknown;
  DeleteFile(path: string, force: boolean): void;
  DeleteFolder(path: string, force: boolean): void;
  MoveFile(from: string, to: string): void;
  MoveFolder(from: string, to: string): void;
  CopyFile(from: string, to: string, overwrite: boolean): void;
  GetFile(path: string): FileEntry & { readonly Size: number; readonly DateLastModified: unknown };
  GetFolder(path: string): FileEntry;
  GetAbsolutePathName(path: string): string;
  GetParentFolderName(path: string): string;
  GetTempName(): string;
  GetSpecialFolder(which: number): { readonly Path: string };
  CreateTextFile(path: string, overwrite: boolean, unicode: boolean): TextStream;
  OpenTextFile(path: string, mode: number, create: boolean, format: number): TextStream;
}

let made: FileSystem | null = null;

/** Windows' own object for files. */
function fileSystem(): FileSystem {
  made = made ?? createObject<FileSystem>('Scripting.FileSystemObject');
  return made;
}

export const fileExists = (path: string): boolean => fileSystem().FileExists(path);
export const folderExists = (path: string): boolean => fileSystem().FolderExists(path);
/**
 * A path that is whole stays as it is but for marks at its end: of one whose last two folders are not there Wine's script
 * host takes the last away.
 */
export const absolutePath = (path: string): string =>
  /^([A-Za-z]:\\|\\\\)/.test(path)
    ? path.replace(/([^:\\])\\+$/, '$1')
    : fileSystem().GetAbsolutePathName(path);
export const parentFolder = (path: string): string => fileSystem().GetParentFolderName(path);
/** A name that no other file has, by Windows' random numbers. */
export const temporaryName = (): string => fileSystem().GetTempName();

const SYSTEM_FOLDER = 1;
const TEMPORARY_FOLDER = 2;

/** The folder of Windows' own programs, by its API: no variable of the environment is asked. */
export const systemFolderAsTold = (): string => fileSystem().GetSpecialFolder(SYSTEM_FOLDER).Path;

/** Where Windows keeps what is not needed for long. */
export const temporaryFolder = (): string => fileSystem().GetSpecialFolder(TEMPORARY_FOLDER).Path;

/** A path in names of 8.3, which have no blanks; the path itself where Windows keeps none. */
export function shortPath(path: string): string {
  try {
    const entry = fileExists(path) ? fileSystem().GetFile(path) : fileSystem().GetFolder(path);
    return entry.ShortPath || path;
  } catch (_error) {
    return path;
  }
}

/** Makes a folder and those above it. */
export function makeFolder(path: string): void {
  if (folderExists(path)) return;
  const parent = parentFolder(path);
  if (parent !== '') makeFolder(parent);
  fileSystem().CreateFolder(path);
}

export function removeFile(path: string): void {
  if (fileExists(path)) fileSystem().DeleteFile(path, true);
}

export function removeFolder(path: string): void {
  if (folderExists(path)) fileSystem().DeleteFolder(path, true);
}

/** Moves a file; there must be none in its new place. */
export const moveFile = (from: string, to: string): void => fileSystem().MoveFile(from, to);

/** Renames a folder, or a link to one, which is not followed. Wine's object moves none that is called so, and one as a file. */
export function moveFolder(from: string, to: string): void {
  try {
    fileSystem().MoveFolder(from, to);
  } catch (_error) {
    fileSystem().MoveFile(from, to);
  }
}

export const copyFile = (from: string, to: string): void => fileSystem().CopyFile(from, to, true);

function withStream<T>(stream: TextStream, use: (stream: TextStream) => T): T {
  try {
    return use(stream);
  } finally {
    stream.Close();
  }
}

/** ASCII text of a file; empty when there is nothing in it. */
export function readAscii(path: string): string {
  const stream = fileSystem().OpenTextFile(path, READING, false, AS_BYTES_OF_THE_CODE_PAGE);
  return withStream(stream, (open) => (open.AtEndOfStream ? '' : open.ReadAll()));
}

/** UTF-16 text of a file without a mark at its beginning. */
export function readUtf16(path: string): string {
  const stream = fileSystem().OpenTextFile(path, READING, false, AS_UTF_16);
  return withStream(stream, (open) => (open.AtEndOfStream ? '' : open.ReadAll()));
}

/** Writes a new file, or one in place of another. Only ASCII: every other character goes through the code page. */
export function writeAscii(path: string, text: string): void {
  withStream(fileSystem().CreateTextFile(path, true, false), (open) => open.Write(text));
}

/** Writes a file of ASCII that was not there before; throws where one is, which may be a link of somebody. */
export function writeNewAscii(path: string, text: string): void {
  withStream(fileSystem().CreateTextFile(path, false, false), (open) => open.Write(text));
}

/** Writes a new file of UTF-16 with a mark at its beginning, or one in place of another. */
export function writeUtf16(path: string, text: string): void {
  withStream(fileSystem().CreateTextFile(path, true, true), (open) => open.Write(text));
}

/** Puts ASCII text behind what a file holds; makes the file when there is none. */
export function appendAscii(path: string, text: string): void {
  const stream = fileSystem().OpenTextFile(path, APPENDING, true, AS_BYTES_OF_THE_CODE_PAGE);
  withStream(stream, (open) => open.Write(text));
}

/** Holds a file open for writing until the process ends: nobody else can have it so long. Null: somebody has it. */
export function holdFile(path: string): { close(): void } | null {
  try {
    const stream = fileSystem().CreateTextFile(path, true, false);
    return { close: () => stream.Close() };
  } catch (_error) {
    return null;
  }
}

/** The bytes of a file that stays as it is: a copy of it is read. */
export function readBytes(path: string): Uint8Array {
  const copy = `${temporaryFolder()}\\${temporaryName()}`;
  copyFile(path, copy);
  try {
    return takeBytes(copy);
  } finally {
    removeFile(copy);
  }
}

/**
 * The bytes of a file, whatever the code page: it is read as UTF-16, whose units are two bytes each and are not looked
 * at. A mark at the beginning is taken away by that, and of an odd number the last byte would be lost, so one is put
 * behind it first: the file is changed.
 */
export function takeBytes(path: string): Uint8Array {
  const size = fileSystem().GetFile(path).Size;
  if (size === 0) return new Uint8Array(0);
  if (size % 2 === 1) appendAscii(path, '.');
  const units = readUtf16(path);
  return bytesOfUnits(size > 2 * units.length + 1 ? `\ufeff${units}` : units, size);
}

const IS_LINK = 1024;

/** Whether a file or folder is a link, a junction or another reparse point; false where the script host can't tell. */
export function isLink(path: string): boolean {
  try {
    const entry = fileExists(path) ? fileSystem().GetFile(path) : fileSystem().GetFolder(path);
    return (entry.Attributes & IS_LINK) !== 0;
  } catch (_error) {
    return false;
  }
}

/** Size in bytes, and when it was written, milliseconds since 1970. */
export function fileMark(path: string): { size: number; modifiedAt: number } {
  const { Size, DateLastModified } = fileSystem().GetFile(path);
  return { size: Size, modifiedAt: new Date(DateLastModified as string).getTime() };
}

const AT_ONCE = 65_536;

/** Wine's script host can't skip; what is passed over is read there and thrown away. */
function passOver(stream: TextStream, characters: number): void {
  try {
    stream.Skip(characters);
  } catch (_error) {
    for (let left = characters; left > 0; left -= AT_ONCE) stream.Read(Math.min(AT_ONCE, left));
  }
}

/** The first characters of a file where they are ASCII, as which every code page reads them. */
export function asciiBeginning(path: string, characters: number): string {
  const stream = fileSystem().OpenTextFile(path, READING, false, AS_BYTES_OF_THE_CODE_PAGE);
  return withStream(stream, (open) => (open.AtEndOfStream ? '' : open.Read(characters)));
}

/**
 * A piece of a file, whatever the code page, by the units of UTF-16 of which two bytes each are made, which are not looked at. The
 * last byte of an odd number of them is not among it. Reads from the beginning: what lies far in a file takes its time.
 * Of a file that begins with the mark of UTF-16 that is not among it either.
 */
export function readPiece(
  path: string,
  { offset, length, size }: { offset: number; length: number; size: number },
): number[] {
  const first = Math.floor(offset / 2);
  const end = Math.min(Math.ceil((offset + length) / 2), Math.floor(size / 2));
  if (end <= first) return [];
  const stream = fileSystem().OpenTextFile(path, READING, false, AS_UTF_16);
  const units = withStream(stream, (open) => {
    if (first > 0) passOver(open, first);
    return open.Read(end - first);
  });
  const bytes: number[] = [];
  for (let index = 0; index < units.length; index += 1) {
    const unit = units.charCodeAt(index);
    bytes.push(unit & 255, unit >> 8);
  }
  const from = offset - first * 2;
  return from === 0 && bytes.length <= length ? bytes : bytes.slice(from, from + length);
}

function bytesOfUnits(units: string, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += 1) {
    const unit = units.charCodeAt(at >> 1);
    bytes[at] = at % 2 === 0 ? unit & 255 : unit >> 8;
  }
  return bytes;
}
