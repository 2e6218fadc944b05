export { foldersOf } from './program-folders';
export { createProgramReader, LONGEST_READ_MS, type ProgramReader, toldLine } from './program-reader';
export { type ProgramRead, readProgram } from './read-program';
