export * from './desired-state';
export * from './ipv4';
export * from './ipv6';
export * from './observation';
export * from './plan-types';
export * from './teredo-address';
