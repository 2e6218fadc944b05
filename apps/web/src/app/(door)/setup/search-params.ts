import { createLoader, parseAsString, parseAsStringLiteral } from 'nuqs/server';

/** `link`: the one-time secret that the server printed. `step`: where one is, so that a reload stays there. */
export const setupParams = {
  link: parseAsString,
  step: parseAsStringLiteral(['account', 'addresses', 'machine'] as const).withDefault('account'),
};

export const loadSetupParams = createLoader(setupParams);
