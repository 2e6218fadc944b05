/**
 * What the links of notices may begin with: scheme, name and port, with names as they are in Windows networks, too, and
 * no slash at its end. Server and both agents judge by this one rule: an address that one of them takes, all take.
 */
export const NOTICE_ADDRESS = /^https?:\/\/[A-Za-z0-9._:[\]-]+(\/[A-Za-z0-9._~-]+)*$/;

/** As much as a box of Windows shows beside a whole text. */
export const MAX_NOTICE_ADDRESS_LENGTH = 200;
