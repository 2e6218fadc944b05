import { execFileSync } from 'node:child_process';

/**
 * What GNU objdump reads of a program's imports, another reader by other people: by library in lower case the names, and
 * numbers as `#n`, sorted.
 */
export function objdumpImports(path: string): Map<string, string[]> {
  const text = execFileSync('objdump', ['-p', path], { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
  const imports = new Map<string, string[]>();
  let current: string[] | null = null;
  for (const line of text.split('\n')) {
    const library = /^\s+DLL Name: (.+)$/.exec(line)?.[1];
    if (library !== undefined) {
      current = imports.get(library.trim().toLowerCase()) ?? [];
      imports.set(library.trim().toLowerCase(), current);
    } else if (/^\s*$/.test(line)) current = null;
    else if (current !== null) {
      const [, number, name] = /^\t[0-9a-f]+\t\s*([0-9a-f]+)\s+(\S+)/.exec(line) ?? [];
      if (name !== undefined) current.push(name === '<none>' ? `#${Number.parseInt(number!, 16)}` : name);
    }
  }
  for (const names of imports.values()) names.sort();
  return imports;
}
