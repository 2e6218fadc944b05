/** Set by the build; none of them in a program that runs from its sources. */
declare const BUILT_AGENT_VERSION: string | undefined;
declare const BUILT_RELEASE_KEY: string | undefined;

/** The agent's version, as it tells servers and people. */
export const AGENT_VERSION = typeof BUILT_AGENT_VERSION === 'string' ? BUILT_AGENT_VERSION : '0.1.0';

/**
 * The key whose signature a new program of the agent needs: Ed25519, standard base64. It is part of the program, so that
 * no server can exchange it. Null: this agent was built without one and never replaces itself.
 */
export const RELEASE_KEY =
  typeof BUILT_RELEASE_KEY === 'string' && BUILT_RELEASE_KEY !== '' ? BUILT_RELEASE_KEY : null;
