export * from './linux';
export * from './notice-channel';
export * from './platform';
export * from './spawn';
export { type RunWindows, runWindows, type WindowsResult } from './spawn-windows';
export * from './windows';
