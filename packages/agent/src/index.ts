export * from './agent';
export * from './enrol';
export type { JobPlatform } from './jobs/job-parts';
export * from './journal/job-journal';
export * from './journal/journal-folder';
export * from './session';
export * from './state';
export * from './update';
export * from './version';
