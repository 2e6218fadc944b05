import { runServerProgram } from './server-program.mjs';

/** `npm run restore FILE`: into an empty data folder and an empty database. */
export const main = (args) => runServerProgram('restore', args);
