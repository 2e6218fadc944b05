import { AGENT_FILE_NAMES, agentFileUrl } from '@teredo-fleet/protocol';

/** A word for a POSIX shell that no character of it can leave. */
const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;

/**
 * A shell script that fetches the agent, checks it against the hash in the script, enrols the machine and installs the
 * service: `TEREDO_FLEET_TOKEN=... sh install.sh`. Over plain HTTP the script itself could be altered on the way: the dashboard's
 * command, which carries the hash, does not need it.
 */
export function installScript({ agentUrl, sha256 }: { agentUrl: string; sha256: string }): string {
  return `#!/bin/sh
set -eu
server=${quoted(agentUrl)}
sha256=${quoted(sha256)}
token=\${TEREDO_FLEET_TOKEN:?"usage: TEREDO_FLEET_TOKEN=... sh install.sh (make a token on the dashboard: Enrol a machine)"}
command -v node >/dev/null || { echo "Node 20.19 or later is needed: install it, then run this again." >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
file="$folder/${AGENT_FILE_NAMES.linux}"
bundle=${quoted(agentFileUrl(agentUrl, 'linux'))}
{ if command -v curl >/dev/null; then curl -fsSL --retry 5 -o "$file" "$bundle"; else wget -qO "$file" "$bundle"; fi; } ||
  { echo "The agent could not be fetched. Where the server answers 429, too many fetch it from there now: wait a minute, then run this again." >&2; exit 1; }
echo "$sha256  $file" | sha256sum -c - >/dev/null || { echo "The downloaded agent is not the one this script names." >&2; exit 1; }
sudo=$([ "$(id -u)" = 0 ] || command -v sudo || true)
printf %s "$token" | $sudo node "$file" enrol --keep --server "$server" --token -
$sudo node "$file" service install
`;
}
