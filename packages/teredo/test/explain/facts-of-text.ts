import { explain } from '../../src/index';
import { fixtureText } from '../support/fixture-files';

export const outputs = (text: string) => explain([{ source: null, text }], 1000).outputs;
export const facts = (text: string) =>
  outputs(text).map(({ kind, facts }) => [kind, facts.map(({ name, value }) => `${name}: ${value}`)]);
export const of = (path: string) => facts(fixtureText(path));
export const netsh = (lines: string[]) =>
  `Teredo\n-----\n${lines.map((value) => `x : ${value}`).join('\n')}\n`;
