import { describe, expect, it } from 'vitest';
import { allowTls } from '../src/host/tls';

/** A WinHttp request whose SecureProtocols takes the bits that this Windows knows; undefined: it has no such option. */
class Request {
  constructor(
    readonly known: number,
    public value: number | undefined,
  ) {}

  Option(): number {
    if (this.value === undefined) throw new Error('not implemented');
    return this.value;
  }

  write(value: number): void {
    if (this.value === undefined || (value & ~this.known) !== 0)
      throw new Error('The parameter is incorrect.');
    this.value = value;
  }
}

describe('TLS of the script agent', () => {
  it.each([
    ['Windows 11, which has it', 0x3fff, 0x2800, 0x2800, true],
    ['Windows 8.1, which has it', 0xaa8, 0xa80, 0xa80, true],
    ['Windows 7, where it waits to be asked for', 0xaa8, 0xa0, 0xa80, true],
    ['Windows XP, which knows 1.0 and does not offer it', 0xa8, 0x28, 0x80, false],
    ['a WinHttp without the option', 0, undefined, undefined, false],
  ])('is 1.2 or later, or the newest there is, on %s', (_, known, initial, then, isOfToday) => {
    const request = new Request(known, initial);
    // Node knows no property with an argument that could be written.
    const write = (_object: unknown, _number: number, value: number) => request.write(value);
    expect(allowTls(request, write)).toBe(isOfToday);
    expect(request.value).toBe(then);
  });
});
