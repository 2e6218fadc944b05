import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { netshTeredoFacts, readNetshTeredo } from '../src/index';

const folder = new URL('../../../fixtures/netsh/', import.meta.url);
const captures = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => ({
    name: name.replace(/\.txt$/, ''),
    text: readFileSync(new URL(name, folder), 'utf8'),
    expected: JSON.parse(
      readFileSync(new URL(name.replace(/\.txt$/, '.expected.json'), folder), 'utf8'),
    ) as object,
  }));

/** Labels of a language that nobody speaks: no colons, no digits, any length. */
const inventedLabel = fc
  .array(fc.constantFrom('Ŵur', 'тип', 'نوع', 'ブルー', 'zz ', 'client', 'State', 'NAT', 'ß', '-'), {
    maxLength: 4,
  })
  .map((words) => words.join(''));

function withLabels(text: string, labels: string[]): string {
  let next = 0;
  return text
    .split('\n')
    .map((line) => {
      const colon = line.indexOf(':');
      if (colon === -1) return line;
      const label = labels[next++ % labels.length] ?? '';
      return `${label}${line.slice(colon)}`;
    })
    .join('\n');
}

describe('the reader of netsh teredo state', () => {
  it('has every capture to prove itself on', () => expect(captures.length).toBeGreaterThanOrEqual(24));

  it.each(captures)('reads $name', ({ text, expected }) => {
    const reading = readNetshTeredo(text);
    expect(netshTeredoFacts(reading)).toEqual(expected);
    expect(reading.readable).toBe(true);
  });

  it.each(captures)('reads $name alike with CRLF line ends', ({ text, expected }) => {
    expect(readNetshTeredo(text.replace(/\n/g, '\r\n'))).toMatchObject(expected);
  });

  it.each(captures)('reads $name alike under invented labels', ({ text, expected }) => {
    fc.assert(
      fc.property(fc.array(inventedLabel, { minLength: 11, maxLength: 11 }), (labels) => {
        expect(readNetshTeredo(withLabels(text, labels))).toMatchObject(expected);
      }),
      { numRuns: 25 },
    );
  });

  it('skips the prompt that was copied with the output', () => {
    const text = `C:\\Users\\Ann>netsh interface teredo show state\n${captures[0]!.text}\nC:\\Users\\Ann>`;
    expect(readNetshTeredo(text)).toMatchObject(captures[0]!.expected);
  });

  it('does not take a missing State line for off', () => {
    const text = 'a : client\nb : teredo.example.\nc : 30 s\nd : unspecified\n';
    expect(readNetshTeredo(text)).toMatchObject({ readable: true, type: 'client', state: null });
  });

  it('does not take a translated word for off', () => {
    const text = 'Typ : deaktiviert\nb : teredo.example\nc : 30 s\nd : keine\nZustand : ruhend\ne : keiner\n';
    expect(readNetshTeredo(text)).toMatchObject({
      readable: true,
      type: 'unknown',
      state: 'unknown',
      error: null,
    });
  });

  it('does not call a translated policy suffix a local setting', () => {
    const text = 'a : client (Gruppe)\nb : teredo.example\nc : 30 s\nd : x\ne : dormant\n';
    expect(readNetshTeredo(text)).toMatchObject({ type: 'client', typeByPolicy: 'unknown' });
  });

  it('reads policy suffixes with two spaces on numbers', () => {
    const text =
      'a : client (Group Policy)\nb : t.example (Group Policy)\nc : 45 seconds  (Group Policy)\nd : 3544  (Group Policy)\n';
    expect(readNetshTeredo(text)).toMatchObject({
      typeByPolicy: true,
      serverName: 't.example',
      serverNameByPolicy: true,
      refreshIntervalSeconds: 45,
      clientPort: 3544,
    });
  });

  it('reads an error code after an error', () => {
    const text = 'a : client\nb : t.example\nc : 30\nd : x\ne : offline\nf : 一般系统故障\ng : 4294967295\n';
    expect(readNetshTeredo(text)).toMatchObject({ error: 'general-failure', errorCode: 4294967295 });
  });

  it('reads a host-specific relay', () => {
    const text =
      'a : client\nb : t.example\nc : 30\nd : x\ne : qualified\nf : teredo host-specific relay\ng : unmanaged\n';
    expect(readNetshTeredo(text)).toMatchObject({ state: 'qualified', role: 'host-specific-relay' });
  });

  it.each([
    '',
    'Ok.\n',
    'The following command was not found: interface teredo show state.\n',
    'netsh is not recognized as an internal or external command,\noperable program or batch file.\n',
  ])('says of %j that it is not readable', (text) => {
    expect(readNetshTeredo(text)).toMatchObject({ readable: false, type: 'unknown', state: null });
  });

  it('fuzzed, never throws and never invents a type', () => {
    const lines = fc.array(
      fc.oneof(fc.string(), fc.constantFrom(...captures.map(({ text }) => text.slice(0, 90)))),
    );
    fc.assert(
      fc.property(lines, (parts) => {
        const reading = readNetshTeredo(parts.join('\n'));
        if (!reading.readable) expect(reading.type).toBe('unknown');
      }),
      { numRuns: 500 },
    );
  });
});
