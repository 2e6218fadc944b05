import { type ByteSource, verifyBundle } from '@teredo-fleet/evidence';
import { describe, expect, it } from 'vitest';
import { NODE_TOOLS } from '../../src/verify/node-tools';
import { makeContent, makeKey, partsOf, signContent, writeBundle } from './a-bundle';
import { ask, checksThat, faultsOf, sourceOf } from './ask';
import { writeZip } from './zip-writer';

const key = makeKey();

/** A bundle of somebody who has a key, and may put into files and manifests whatever they like. */
const withFile = (name: string, content: string | Uint8Array): Buffer => {
  const whole = makeContent({ key });
  return writeBundle({ ...whole, files: { ...whole.files, [name]: content } });
};

const withManifest = (name: string, content: string | Uint8Array): Buffer => {
  const whole = makeContent({ key });
  return writeZip(partsOf({ ...signContent(whole), [name]: content, ...whole.files }));
};

/** Printable bytes that do not pack well, without a line's end. */
function noise(bytes: number): Buffer {
  const made = Buffer.alloc(bytes);
  for (let at = 0; at < bytes; at += 1) made[at] = 35 + ((at * 7919 + (at >> 8)) % 90);
  return made;
}

const deep = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('what somebody puts into a bundle', () => {
  it.each([
    ['nested deeper than any stack', deep(200_000)],
    ['nested objects', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['a number that is none', '{"format":NaN}'],
    ['a prototype', '{"__proto__":{"format":"teredo-fleet/evidence-bundle/v1"}}'],
    ['no text', new Uint8Array([0xff, 0xfe, 0x00])],
    ['nothing', ''],
    ['more than a manifest ever has', noise(1024 * 1024 + 1)],
  ])('as a manifest (%s) is unreadable', async (_, content) => {
    const verdict = await ask(withManifest('manifest.json', content));
    expect(faultsOf(verdict)).toEqual(['manifest unreadable manifest.json']);
    expect(verdict.subject).toBeNull();
    const signature = await ask(withManifest('manifest.sig.json', content));
    expect(faultsOf(signature)).toEqual(['manifest unreadable manifest.sig.json']);
  });

  it.each([
    ['deep JSON', `${deep(200_000)}\n`],
    ['links without a beginning', '{"entrySha256":"","hash":"","number":1}\n'],
    ['numbers without end', `{"before":"${'0'.repeat(64)}","from":1e400}\n`],
    [
      'a link after the head',
      `{"before":"${'0'.repeat(64)}","from":1}\n{"statement":""}\n{"statement":""}\n`,
    ],
  ])('as a chain (%s) is no part of one', async (_, content) => {
    expect(faultsOf(await ask(withFile('chain.jsonl', content)))).toContain('chain unreadable chain.jsonl');
  });

  it.each([
    ['deep JSON', `${deep(200_000)}\n`],
    ['rows that are not counted', `{"file":"machines.csv","key":"","row":7,"sha256":"${'0'.repeat(64)}"}\n`],
  ])('as a record of rows (%s) is none', async (_, content) => {
    expect(faultsOf(await ask(withFile('rows.jsonl', content)))).toContain('rows unreadable rows.jsonl');
  });

  it('as one record without an end is a file whose rows are not checked', async () => {
    const verdict = await ask(withFile('machines.csv', noise(17 * 1024 * 1024)));
    expect(checksThat(verdict, 'holds')).toContain('files');
    expect(faultsOf(verdict)).toEqual([]);
  }, 60_000);

  it('as twenty thousand rows is compared row by row', async () => {
    const records = Array.from({ length: 20_000 }, (_, at) => `${at},machine-${(at * 48_271) % 65_537}\r\n`);
    const whole = makeContent({ key });
    const files = {
      ...whole.files,
      'machines.csv': `\ufeffid,name\r\n${records.toSpliced(7_000, 1).join('')}`,
    };
    const verdict = await ask(writeBundle({ ...whole, files }));
    const rows = faultsOf(verdict).filter((fault) => fault.startsWith('rows'));
    expect(rows).toHaveLength(101);
    expect(
      verdict.findings.some(({ text }) => /19,\d{3} more rows? (is|are) not as recorded/.test(text)),
    ).toBe(true);
  }, 60_000);

  it('is read where it is asked for: nothing larger than a piece is held', async () => {
    const bytes = withFile('machines.csv', Buffer.alloc(900_000, 'a,b\r\n'));
    const asked: number[] = [];
    const { size, read } = sourceOf(bytes);
    const source: ByteSource = {
      size,
      read(from, length) {
        asked.push(length);
        return read(from, length);
      },
    };
    await verifyBundle({ source, fingerprint: null, head: null, progress: () => undefined }, NODE_TOOLS);
    expect(Math.max(...asked)).toBeLessThanOrEqual(64 * 1024);
  });
});
