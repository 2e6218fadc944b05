import type { RegistryValue, StandInRegistry } from '@teredo-fleet/platform/stand-in';

/** The wire of stand-in-program.c. */

/** Cuts a request into the program's name and its arguments; null while it isn't whole. */
export function readRequest(bytes: Buffer): string[] | null {
  if (bytes.length < 4) return null;
  const words: string[] = [];
  let place = 4;
  for (let left = bytes.readUInt32LE(0); left > 0; left -= 1) {
    if (bytes.length < place + 4) return null;
    const end = place + 4 + bytes.readUInt32LE(place);
    if (bytes.length < end) return null;
    words.push(bytes.toString('utf8', place + 4, end));
    place = end;
  }
  return words;
}

function record(kind: string, bytes: Uint8Array): Buffer {
  const head = Buffer.alloc(5);
  head.write(kind, 'latin1');
  head.writeUInt32LE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}

const texts = (...words: string[]) => Buffer.from(words.map((word) => `${word}\0`).join(''), 'utf16le');

function valueRecord(key: string, name: string, value: RegistryValue): Buffer {
  if (typeof value === 'object') throw new TypeError(`no program writes a value like ${key}\\${name}`);
  return record(typeof value === 'number' ? 'D' : 'S', texts(key, name, String(value)));
}

/** What makes one registry of the other: keys that are there, values that are new or other, what is gone. */
export function registryRecords(before: StandInRegistry, after: StandInRegistry): Buffer[] {
  const records: Buffer[] = [];
  for (const [key, values] of Object.entries(after)) {
    const earlier = before[key];
    if (earlier === undefined) records.push(record('K', texts(key)));
    for (const [name, value] of Object.entries(values))
      if (earlier?.[name] !== value) records.push(valueRecord(key, name, value));
    for (const name of Object.keys(earlier ?? {}))
      if (values[name] === undefined) records.push(record('X', texts(key, name)));
  }
  for (const key of Object.keys(before)) if (after[key] === undefined) records.push(record('Z', texts(key)));
  return records;
}

/** What is printed, and how the program ends. */
export function answerRecords(output: Uint8Array, exitCode: number): Buffer[] {
  const code = Buffer.alloc(4);
  code.writeInt32LE(exitCode);
  return [record('O', output), record('E', code)];
}

/** That Wine's own program of this name is to answer. */
export function passOnRecord(): Buffer {
  return record('P', Buffer.alloc(0));
}
