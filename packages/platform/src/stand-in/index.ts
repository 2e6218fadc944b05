export * from './answer-as-windows';
export * from './console-bytes';
export type { ProgramAnswer } from './program-answer';
export * from './stand-in-registry';
export * from './stand-in-state';
export * from './stand-in-windows';
