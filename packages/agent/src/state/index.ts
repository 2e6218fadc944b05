export * from './begun-enrolment';
export * from './durable-text';
export * from './enrolment-file';
export * from './kept-value';
export * from './machine-lock';
export * from './process-lock';
export * from './state-error';
export * from './state-folder';
