/** The agent's version, as it tells servers and people. */
export const AGENT_VERSION = '0.1.0';
