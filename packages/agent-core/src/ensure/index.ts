export * from './application-name';
export * from './judge-ensure';
export * from './look-again';
export * from './pass-on';
export * from './readiness';
export * from './request-list';
export * from './standing';
