export * from './spawn';
