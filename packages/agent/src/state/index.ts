export * from './durable-text';
export * from './enrolment-file';
export * from './process-lock';
export * from './state-error';
export * from './state-folder';
