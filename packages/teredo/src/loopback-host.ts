/** Whether the host of an address (as `URL` writes it, IPv6 in brackets) is the machine itself. */
export const isLoopbackHost = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127(?:\.[0-9]{1,3}){3}$/.test(host);
