import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const folder = new URL('../src/sealing/', import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith('.ts'));

describe('sealing, which the script agent shares,', () => {
  it.each(names)('%s imports only its neighbours; tweetnacl in one place', (name) => {
    const source = readFileSync(new URL(name, folder), 'utf8');
    const imported = [...source.matchAll(/from '([^']+)'/g)].map((match) => match[1]!);
    const foreign = imported.filter((from) => !/^\.\/[\w-]+$/.test(from));
    expect(foreign).toEqual(name === 'nacl-primitives.ts' ? ['tweetnacl'] : []);
  });

  it('needs nothing that ECMAScript 5 lacks', () => {
    const path = fileURLToPath(new URL('tsconfig.json', folder));
    const { config } = ts.readConfigFile(path, ts.sys.readFile);
    const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, fileURLToPath(folder));
    const program = ts.createProgram(fileNames, options);
    const problems = ts
      .getPreEmitDiagnostics(program)
      .map((one) => ts.flattenDiagnosticMessageText(one.messageText, ' '));
    expect(options.lib).toEqual(['lib.es5.d.ts']);
    expect(problems).toEqual([]);
  }, 30_000);
});
