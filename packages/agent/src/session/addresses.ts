const AGENT_PATH = '/agent/v1';

/** A server address that can't be used; the message says what one looks like. */
export class ServerAddressError extends Error {
  constructor(text: string) {
    super(
      `"${text}" is not the address of a server. It looks like https://fleet.example.org or http://192.0.2.10:3001.`,
    );
    this.name = 'ServerAddressError';
  }
}

/** Tidies an address as people paste it: no path end, query or fragment. Throws ServerAddressError. */
export function readServerUrl(text: string): string {
  const trimmed = text.trim();
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  const url = URL.canParse(withScheme) ? new URL(withScheme) : null;
  if (url === null || url.username !== '' || !/^https?:$/.test(url.protocol))
    throw new ServerAddressError(text);
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

/** Whether the address is one of this machine itself, by number or as `localhost`. */
export function isLoopbackUrl(serverUrl: string): boolean {
  const { hostname } = new URL(serverUrl);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** Address of the WebSocket door. */
export function wsAddress(serverUrl: string): string {
  return `${serverUrl.replace(/^http/, 'ws')}${AGENT_PATH}/ws`;
}

/** Address of the polling door: without a session it takes `hello`. */
export function pollAddress(serverUrl: string, sessionId: string | null): string {
  return `${serverUrl}${AGENT_PATH}/session${sessionId === null ? '' : `/${sessionId}`}`;
}
