import { createSerializer, parseAsString } from 'nuqs/server';

/** Which server's details are open, and what the list is narrowed to. */
export const serverParams = {
  q: parseAsString.withDefault(''),
  server: parseAsString,
};

export const serversHref = createSerializer(serverParams);
