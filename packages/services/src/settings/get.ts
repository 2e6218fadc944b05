import { defineQuery } from '../core/define-verb';
import { settingsView } from './settings-view';

export const getSettings = defineQuery('settings.get', settingsView);
