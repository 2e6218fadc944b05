import { decodeConsoleBytes } from '@teredo-fleet/teredo';

const tables = new Map<number, Map<string, number[]>>();

/** What every byte and pair of bytes of a code page stands for, turned round. */
function tableOf(codePage: number): Map<string, number[]> {
  const known = tables.get(codePage);
  if (known !== undefined) return known;
  const table = new Map<string, number[]>();
  const add = (bytes: number[]) => {
    const { text } = decodeConsoleBytes(Uint8Array.from([...bytes, 0x20, 0xff]), codePage);
    const character = text.charAt(0);
    const isWhole = text.charAt(1) === ' ' && character !== '\ufffd';
    if (isWhole && !table.has(character)) table.set(character, bytes);
  };
  for (let byte = 0x80; byte <= 0xff; byte += 1) add([byte]);
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) add([lead, trail]);
  tables.set(codePage, table);
  return table;
}

/** Text as the console of a machine with this OEM code page prints it; `?` for what the code page hasn't. */
export function encodeConsole(text: string, codePage: number): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.charCodeAt(0);
    bytes.push(...(code < 0x80 ? [code] : (tableOf(codePage).get(character) ?? [0x3f])));
  }
  return Uint8Array.from(bytes);
}
