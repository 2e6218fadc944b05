export * from './install-agent-command';
export * from './lab-network';
export * from './left-miredo';
export * from './login-session';
export * from './namespace';
export * from './nat-rules';
export * from './port-relay';
export * from './teredo-lab';
