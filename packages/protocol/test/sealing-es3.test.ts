import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const folder = new URL('../src/sealing/', import.meta.url);
const namesIn = (of: URL) => readdirSync(of).filter((name) => name.endsWith('.ts'));

/** Files that only types are taken from, those of zod's schemas, are not part of the script. */
const isShared = ({ file }: ts.Diagnostic) =>
  file === undefined ||
  /\/(es3|sealing)\/[\w-]+\.ts$|\/(signing|agent-handshake|session-words|limits|version|enrolment-token-text)\.ts$/.test(
    file.fileName,
  );

describe('sealing, which the script agent shares,', () => {
  it.each(namesIn(folder))('%s imports only its neighbours; tweetnacl in one place', (name) => {
    const source = readFileSync(new URL(name, folder), 'utf8');
    const imported = [...source.matchAll(/from '([^']+)'/g)].map((match) => match[1]!);
    const foreign = imported.filter((from) => !/^\.\/[\w-]+$/.test(from));
    expect(foreign).toEqual(name === 'nacl-primitives.ts' ? ['tweetnacl'] : []);
  });

  it.each(['sealing', 'es3'])(
    'needs nothing that ECMAScript 5 lacks: %s',
    (name) => {
      const own = new URL(`../src/${name}/`, import.meta.url);
      const { config } = ts.readConfigFile(fileURLToPath(new URL('tsconfig.json', own)), ts.sys.readFile);
      const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, fileURLToPath(own));
      const program = ts.createProgram(fileNames, options);
      const problems = ts
        .getPreEmitDiagnostics(program)
        .filter(isShared)
        .map((one) => ts.flattenDiagnosticMessageText(one.messageText, ' '));
      expect(options.lib).toEqual(['lib.es5.d.ts']);
      expect(problems).toEqual([]);
    },
    30_000,
  );

  it('shares no zod with it', () => {
    const own = new URL('../src/es3/', import.meta.url);
    const parts = 'agent-handshake enrolment-token-text limits sealing/index session-words signing version';
    const shared = parts.split(' ').map((part) => `../${part}`);
    for (const name of namesIn(own)) {
      const source = readFileSync(new URL(name, own), 'utf8').replace(/^import type .*$/gm, '');
      const imported = [...source.matchAll(/from '([^']+)'/g)].map((match) => match[1]!);
      expect(imported.filter((from) => !/^\.\/[\w-]+$/.test(from) && !shared.includes(from))).toEqual([]);
    }
  });
});
