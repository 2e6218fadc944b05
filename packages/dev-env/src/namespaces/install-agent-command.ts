import { AGENT_BUNDLE } from '../agent-process';
import type { Namespace } from './namespace';

/** Bound, not linked: its user may not be let into the folders where Node and the build lie. */
const INSTALL = `mkdir -p /run/bin && : > /run/bin/node && : > /run/bin/teredo-agent.mjs
mount --bind "$1" /run/bin/node && mount --bind "$2" /run/bin/teredo-agent.mjs
printf '#!/bin/sh\\nexec /run/bin/node /run/bin/teredo-agent.mjs "$@"\\n' > /run/bin/teredo-agent
chmod 755 /run/bin/teredo-agent`;

/** Puts the built agent into the host's /run/bin as `teredo-agent`, for everybody there to call. */
export async function installAgentCommand(host: Namespace): Promise<void> {
  await host.exec(['sh', '-ec', INSTALL, 'sh', process.execPath, AGENT_BUNDLE]);
}
