import { createServer } from 'node:net';
import type { Configuration } from '../configuration';
import { StartError } from './start-error';

interface Listener {
  host: string;
  port: number;
  /** The variables that choose it: `PORT`, `HOST`. */
  portVariable: string;
  hostVariable: string;
}

/** The ports that this server's roles will open. */
export function listenersOf(configuration: Configuration): Listener[] {
  const { roles, host, port, agentHost, agentPort, noticeHost, noticePort } = configuration;
  const listeners: Listener[] = [];
  if (roles.includes('web')) listeners.push({ host, port, portVariable: 'PORT', hostVariable: 'HOST' });
  if (roles.includes('gateway')) {
    const variables = { portVariable: 'AGENT_PORT', hostVariable: 'AGENT_HOST' };
    listeners.push({ host: agentHost, port: agentPort, ...variables });
  }
  if (roles.includes('notice')) {
    const variables = { portVariable: 'NOTICE_PORT', hostVariable: 'NOTICE_HOST' };
    listeners.push({ host: noticeHost, port: noticePort, ...variables });
  }
  return listeners;
}

function explain(listener: Listener, code: string | undefined): string {
  const { host, port, portVariable, hostVariable } = listener;
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is taken by another program: stop that program, or set ${portVariable} to a free port.`;
    case 'EACCES':
      return `Port ${port} may not be opened by this user: set ${portVariable} to a port of 1024 or more.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is no address of this machine: set ${hostVariable} to one of its own, or to 0.0.0.0.`;
    default:
      return `Port ${port} on ${host} can't be opened (${code}): set ${portVariable} and ${hostVariable} to others.`;
  }
}

/**
 * Opens and closes the listener once, so that a port that can't be had is said before anything is started.
 *
 * @throws StartError naming the variable to change.
 */
export function checkPort(listener: Listener): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      reject(new StartError(explain(listener, error.code))),
    );
    probe.listen({ host: listener.host, port: listener.port, exclusive: true }, () =>
      probe.close(() => resolve()),
    );
  });
}
