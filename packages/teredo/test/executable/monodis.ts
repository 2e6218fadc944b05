import { execFileSync } from 'node:child_process';

const table = (name: string, path: string) =>
  execFileSync('monodis', [`--${name}`, path], { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });

/** What Mono's disassembler, another reader by other people, reads of an assembly's references to members of other types. */
export const monodisMembers = (path: string): string[] =>
  [...table('memberref', path).matchAll(/^\d+: TypeRef\[\d+\] .*\n\tResolved: .*\](\S+)$/gm)].map(
    ([, name = '']) => name,
  );

/** The same of native functions, as `library name`. */
export const monodisNatives = (path: string): string[] =>
  [...table('implmap', path).matchAll(/\((\S+) (\S+)\)$/gm)].map(([, name, library]) => `${library} ${name}`);
