/** A Teredo server of the simulated internet and what becomes of those who ask it. */
export interface SimulatedServer {
  name: string;
  primary: string;
  secondary: string;
  /** `first`: its second address is silent. `none`: it is switched off. `gone`: its name is no more. */
  answers: 'both' | 'first' | 'none' | 'gone';
}

/** The one that most machines have, and that stands for every server not named here. */
export const SIMULATED_SERVER: SimulatedServer = {
  name: 'teredo.example.net',
  primary: '192.0.2.1',
  secondary: '192.0.2.2',
  answers: 'both',
};

export const HALF_SERVER: SimulatedServer = {
  name: 'teredo-half.example.net',
  primary: '192.0.2.33',
  secondary: '192.0.2.34',
  answers: 'first',
};

export const DEAD_SERVER: SimulatedServer = {
  name: 'teredo-old.example.net',
  primary: '192.0.2.65',
  secondary: '192.0.2.66',
  answers: 'none',
};

export const GONE_SERVER: SimulatedServer = {
  name: 'teredo-gone.example.net',
  primary: '192.0.2.97',
  secondary: '192.0.2.98',
  answers: 'gone',
};

const SERVERS = [SIMULATED_SERVER, HALF_SERVER, DEAD_SERVER, GONE_SERVER];

/** Whether a name is one that somebody wrote down on a simulated machine, and no default of its Windows. */
export function isOwnServer(name: string): boolean {
  return SERVERS.some((server) => server.name === name);
}

/** What a simulated machine meets under a server's name. */
export function simulatedServerOf(name: string): SimulatedServer {
  return SERVERS.find((server) => server.name === name) ?? SIMULATED_SERVER;
}
