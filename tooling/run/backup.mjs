import { runServerProgram } from './server-program.mjs';

/** `npm run backup FILE`: database and keys into one file. */
export const main = (args) => runServerProgram('backup', args);
