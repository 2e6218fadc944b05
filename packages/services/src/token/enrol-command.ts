/** A word for a POSIX shell that no character of it can leave. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/**
 * One line to paste into a root or sudo shell on Linux: fetches the agent into a fresh folder that nobody else can
 * write to, checks its SHA-256, enrols the machine and installs the service. Needs Node and curl or wget. The token goes
 * through a pipe: the arguments of a program are seen by every user of the machine.
 */
export function linuxEnrolCommand(input: { agentUrl: string; sha256: string; token: string }): string {
  const bundle = quoted(`${input.agentUrl}/agents/teredo-agent.mjs`);
  return [
    'd=$(mktemp -d) && f="$d/teredo-agent.mjs"',
    `{ curl -fsSLo "$f" ${bundle} || wget -qO "$f" ${bundle}; }`,
    `echo "${input.sha256}  $f" | sha256sum -c -`,
    `printf %s ${quoted(input.token)} | $(command -v sudo) node "$f" enrol --server ${quoted(input.agentUrl)} --token -`,
    '$(command -v sudo) node "$f" service install',
  ].join(' && ');
}
