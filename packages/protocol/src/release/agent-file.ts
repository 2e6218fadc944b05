/** Agents that a server hands out: the bundle for Linux, the executable for 64-bit Windows, the one for script hosts. */
export const AGENT_FILE_NAMES = {
  linux: 'teredo-agent.mjs',
  'windows-x64': 'teredo-agent.exe',
  script: 'teredo-agent.js',
} as const;
export type AgentKind = keyof typeof AGENT_FILE_NAMES;
export type AgentFileName = (typeof AGENT_FILE_NAMES)[AgentKind];

/** Where they lie on the agents' port; nothing else does. */
export const AGENT_FILES_PATH = '/agents/';

/** Where an agent is fetched, by the address that machines use. */
export const agentFileUrl = (agentUrl: string, kind: AgentKind): string =>
  `${agentUrl}${AGENT_FILES_PATH}${AGENT_FILE_NAMES[kind]}`;
