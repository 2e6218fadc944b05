/** What the programs below import of Winsock, if nothing else is said: name and number. */
export const FUNCTIONS: [string, number | null][] = [
  ['getaddrinfo', null],
  ['gethostbyname', 52],
];

const MACHINES = { x86: 0x14c, x64: 0x8664, arm64: 0xaa64 };

/** Code that passes option and level to setsockopt. */
const CODE = {
  x86: [0x6a, 0x04, 0x50, 0x6a, 0x17, 0x6a, 0x29, 0x56],
  x64: [0xba, 0x29, 0, 0, 0, 0x48, 0x89, 0xc1, 0x41, 0xb8, 0x17, 0, 0, 0],
  arm64: [0xe2, 0x02, 0x80, 0x52, 0x21, 0x05, 0x80, 0x52],
};

const HEADER = 0x80;
/** Where the one section lies in the file, and where it is loaded. */
const OFFSET = 0x200;
const ADDRESS = 0x1000;
const BASE = 0x40_0000;

/** A whole program of one section, laid out by Microsoft's "PE Format": imports of ws2_32, then code. */
export function programOf(about: {
  machine: keyof typeof MACHINES;
  /** `new` is getaddrinfo, `old` is gethostbyname. */
  functions?: readonly ('new' | 'old')[];
  section?: string;
  isCyclic?: boolean;
  /** In the table of delayed imports, with distances from the image's base or with addresses. */
  delayed?: 'distances' | 'addresses';
  /** As its imports name Winsock. */
  library?: string;
}): Uint8Array {
  const { machine, functions: wanted = ['new', 'old'], section = '.text', isCyclic = false, delayed } = about;
  const { library = 'WS2_32.dll' } = about;
  const isWide = machine !== 'x86';
  const width = isWide ? 8 : 4;
  const bytes = new Uint8Array(OFFSET + 0x200);
  const view = new DataView(bytes.buffer);
  const text = (at: number, letters: string) =>
    bytes.set(
      Uint8Array.from(letters, (letter) => letter.charCodeAt(0)),
      at,
    );
  text(0, 'MZ');
  view.setUint32(0x3c, HEADER, true);
  text(HEADER, 'PE');
  view.setUint16(HEADER + 4, MACHINES[machine], true);
  view.setUint16(HEADER + 6, 1, true);
  const optional = HEADER + 24;
  const directories = optional + (isWide ? 112 : 96);
  view.setUint16(HEADER + 20, directories + 16 * 8 - optional, true);
  view.setUint16(optional, isWide ? 0x20b : 0x10b, true);
  view.setUint32(optional + 60, OFFSET, true);
  view.setUint32(directories - 4, 16, true);
  const directory = directories + 8 * (delayed === undefined ? 1 : 13);
  view.setUint32(directory, ADDRESS, true);
  view.setUint32(directory + 4, delayed === undefined ? 40 : 64, true);
  const header = directories + 16 * 8;
  text(header, section);
  view.setUint32(header + 8, 0x200, true);
  view.setUint32(header + 12, ADDRESS, true);
  view.setUint32(header + 16, 0x200, true);
  view.setUint32(header + 20, OFFSET, true);
  view.setUint32(header + 36, 0x6000_0020, true);
  // The table of libraries, the table of functions, the names, the code.
  const [functions, name, byName, code] = [0x40, 0x80, 0xa0, 0x1c0];
  if (delayed === undefined) {
    view.setUint32(OFFSET, ADDRESS + functions, true);
    view.setUint32(OFFSET + 12, ADDRESS + name, true);
    view.setUint32(OFFSET + 16, ADDRESS + functions, true);
  } else {
    const base = delayed === 'addresses' ? BASE : 0;
    view.setUint32(optional + 28, BASE, true);
    view.setUint32(OFFSET, delayed === 'addresses' ? 0 : 1, true);
    view.setUint32(OFFSET + 4, base + ADDRESS + name, true);
    view.setUint32(OFFSET + 16, base + ADDRESS + functions, true);
  }
  text(OFFSET + name, library);
  text(OFFSET + byName + 2, 'getaddrinfo');
  for (const [index, which] of wanted.entries()) {
    const at = OFFSET + functions + index * width;
    view.setUint32(at, which === 'new' ? ADDRESS + byName : 52, true);
    if (which === 'old') view.setUint32(at + width - 4, isWide ? 0x8000_0000 : 0x8000_0034, true);
  }
  if (isCyclic) {
    // As long as the section goes, each line is the first one again.
    for (let at = 20; at + 20 <= 0x200; at += 20) bytes.copyWithin(OFFSET + at, OFFSET, OFFSET + 20);
  }
  bytes.set(CODE[machine], OFFSET + code);
  return bytes;
}
