export * from './job-report';
export * from './report-rows';
