export { type ApiError, TRANSPORT_CODES, toApiError } from './api-error';
export { type AppRouter, createAppRouter } from './app-router';
export type { ApiContext, ChangeSource, Reader, SourcedEvent } from './context';
export { createCallerFactory, MAX_BATCH_SIZE } from './trpc';
