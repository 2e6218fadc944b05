import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeFromArchive } from '../windows/node-for-windows.mjs';
import { preparedBlob } from '../windows/prepared-blob.mjs';
import { withoutSignature } from '../windows/without-signature.mjs';

const PROGRAM = "console.log('é');\n";
const isNode20 = process.version.startsWith('v20.');
const onNode20 = isNode20 ? '' : ' (skipped, missing: Node 20)';

/** The parts of a 64-bit program that tell of a signature, and the signature behind it. */
function signedProgram(signature: Buffer): Buffer {
  const program = Buffer.alloc(1024, 7);
  program.writeUInt32LE(0x80, 0x3c);
  program.write('PE\0\0', 0x80, 'latin1');
  program.writeUInt16LE(0x20b, 0x98);
  program.writeUInt32LE(signature.length === 0 ? 0 : program.length, 0x98 + 112 + 32);
  program.writeUInt32LE(signature.length, 0x98 + 112 + 36);
  return Buffer.concat([program, signature]);
}

describe('the executable for Windows', () => {
  it.skipIf(!isNode20)(`has its program inside in the form that Node 20 writes${onNode20}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'prepared-blob-'));
    writeFileSync(join(folder, 'teredo-agent.cjs'), PROGRAM);
    const order = { main: 'teredo-agent.cjs', output: 'blob', disableExperimentalSEAWarning: true };
    writeFileSync(join(folder, 'order.json'), JSON.stringify(order));
    execFileSync(process.execPath, ['--experimental-sea-config', 'order.json'], {
      cwd: folder,
      stdio: 'pipe',
    });
    expect(preparedBlob(PROGRAM)).toEqual(readFileSync(join(folder, 'blob')));
    rmSync(folder, { recursive: true });
  });

  it("loses Node's signature, which would no longer be true", () => {
    const unsigned = withoutSignature(signedProgram(Buffer.from('a signature')));
    expect(unsigned).toEqual(signedProgram(Buffer.alloc(0)));
    expect(withoutSignature(unsigned)).toEqual(unsigned);
  });

  it('is made of nothing but a 64-bit program that ends with its signature', () => {
    expect(() => withoutSignature(Buffer.alloc(1024))).toThrow('no 64-bit program');
    const more = Buffer.concat([signedProgram(Buffer.from('a signature')), Buffer.from('more')]);
    expect(() => withoutSignature(more)).toThrow('behind the signature');
  });

  it('is made of the one Node that is known', () => {
    expect(() => nodeFromArchive(Buffer.from('another'))).toThrow('not the one that is known here');
  });
});
