import { createLoader, parseAsString } from 'nuqs/server';

/** `rollout`: the change whose progress is shown. */
export const machineParams = { rollout: parseAsString };

export const loadMachineParams = createLoader(machineParams);
