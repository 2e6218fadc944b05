/** Options as typed: `--name value` and `--name` alone; the first word without hyphens is the command. */
export interface CommandLine {
  command: string;
  values: Record<string, string>;
  flags: string[];
}

const WITH_VALUE = ['server', 'token', 'state-dir', 'app', 'wait', 'output'];

/** Reads arguments; a text says what is wrong with them. */
export function readCommandLine(words: string[]): CommandLine | string {
  const line: CommandLine = { command: '', values: {}, flags: [] };
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] as string;
    const name = word.replace(/^--/, '');
    if (name === word) {
      if (line.command !== '') return `There is one command at a time, not ${line.command} and ${word}.`;
      line.command = word;
    } else if (WITH_VALUE.indexOf(name) !== -1) {
      index += 1;
      const value = words[index];
      if (value === undefined) return `--${name} needs a value behind it.`;
      line.values[name] = value;
    } else line.flags.push(name);
  }
  return line;
}
