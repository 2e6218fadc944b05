import { defineQuery } from '../core/define-verb';
import { visibleScopes } from './visible-scopes';

export const listScopes = defineQuery('scope.list', async ({ tx, scopes }) => ({
  rows: await visibleScopes(tx, scopes),
}));
