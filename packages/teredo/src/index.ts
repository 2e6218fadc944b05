export * from './desired-state';
export * from './observation';
export * from './plan-types';
