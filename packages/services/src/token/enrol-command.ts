import { AGENT_FILE_NAMES, agentFileUrl } from '@teredo-fleet/protocol';

/** A word for a POSIX shell that no character of it can leave. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

const NOT_FETCHED =
  'The agent could not be fetched. Where the server answers 429, too many fetch it from there now: wait a minute, then paste the line again.';

/**
 * One line to paste into a root or sudo shell on Linux: fetches the agent into a fresh folder that nobody else can
 * write to, checks its SHA-256, enrols the machine and installs the service. Needs Node and curl or wget. The token goes
 * through a pipe: the arguments of a program are seen by every user of the machine.
 */
export function linuxEnrolCommand(input: { agentUrl: string; sha256: string; token: string }): string {
  const bundle = quoted(agentFileUrl(input.agentUrl, 'linux'));
  return [
    `d=$(mktemp -d) && f="$d/${AGENT_FILE_NAMES.linux}"`,
    `{ curl -fsSL --retry 5 -o "$f" ${bundle} || wget -qO "$f" ${bundle} || { echo '${NOT_FETCHED}' >&2; false; }; }`,
    `echo "${input.sha256}  $f" | sha256sum -c -`,
    `printf %s ${quoted(input.token)} | $(command -v sudo) node "$f" enrol --keep --server ${quoted(input.agentUrl)} --token -`,
    '$(command -v sudo) node "$f" service install',
  ].join(' && ');
}
