/** What the line for PowerShell does, piece by piece: Wine has no PowerShell that could do it. */
export interface PastedLine {
  /** Of what it fetches. */
  url: string;
  /** What it takes for the agent, hex. */
  sha256: string;
  /** What it writes into the file. */
  token: string;
  /** The arguments with which it enrols. */
  enrol(tokenFile: string): string[];
}

function only(line: string, pattern: RegExp): string {
  const found = pattern.exec(line)?.[1];
  if (found === undefined) throw new Error(`The line has no ${pattern}: ${line}`);
  return found;
}

/** Takes the line apart. Throws when one of its pieces is not there. */
export function readPastedLine(line: string): PastedLine {
  const words = only(line, /; & \$f (enrol [^;]*);/).split(' ');
  return {
    url: only(line, /WebRequest\]::Create\('([^']+)'\)/),
    sha256: only(line, /-Algorithm SHA256\)\.Hash -ne '([0-9a-f]{64})'\)\{throw /),
    token: only(line, /WriteAllText\(\$t,'([^']+)'\)/),
    enrol: (tokenFile) => words.map((word) => (word === '$t' ? tokenFile : word.replace(/^'(.*)'$/, '$1'))),
  };
}
