import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(path, import.meta.url));
const PNG = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/** Sides of the pictures in an icon file, each a PNG. */
function sidesOf(icon: Buffer): number[] {
  expect([icon.readUInt16LE(0), icon.readUInt16LE(2)]).toEqual([0, 1]);
  return Array.from({ length: icon.readUInt16LE(4) }, (_, index) => {
    const entry = 6 + 16 * index;
    const [length, at] = [icon.readUInt32LE(entry + 8), icon.readUInt32LE(entry + 12)];
    const picture = icon.subarray(at, at + length);
    expect(picture.subarray(0, PNG.length)).toEqual(PNG);
    expect(picture.readUInt32BE(16)).toBe(icon.readUInt8(entry));
    return picture.readUInt32BE(20);
  });
}

it('is an icon of every size that browsers ask for', () => {
  expect(sidesOf(read('../public/favicon.ico'))).toEqual([16, 32, 48]);
});

/** Where lines and corners are, without colours. */
const shapesOf = (text: string) =>
  [...text.matchAll(/(?<![-\w])(d|width|height|rx|viewBox|stroke-?[dD]asharray)="([^"]+)"/g)].map(
    ([, , value]) => value,
  );

it('is the same drawing in a browser’s tab as on the page', () => {
  const drawing = shapesOf(read('../public/icon.svg').toString());
  expect(drawing.length).toBeGreaterThan(5);
  expect(drawing).toEqual(shapesOf(read('../src/shell/mark.tsx').toString()));
});
