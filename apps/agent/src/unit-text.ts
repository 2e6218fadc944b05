/** A word of ExecStart=, whatever is in it (systemd.service(5), command lines; `%` begins a specifier, `$` a variable). */
const quoted = (word: string): string =>
  `"${word.replace(/["\\]/g, '\\$&').replaceAll('%', '%%').replaceAll('$', '$$$$')}"`;

/**
 * The unit of the agent. Notices appear on users' desktops, whose sockets and keys lie in /tmp, /home and /run/user;
 * Miredo outlives the agent. `neverAgain`: the exit code after which no later start can help.
 */
export const unitText = (argv: readonly string[], neverAgain: number): string => `[Unit]
Description=Teredo Fleet agent
After=network-online.target
Wants=network-online.target

[Service]
ExecStart=${argv.map(quoted).join(' ')}
Restart=always
RestartPreventExitStatus=${neverAgain}
RestartSec=5
KillMode=process
NoNewPrivileges=yes
ProtectHome=read-only

[Install]
WantedBy=multi-user.target
`;
