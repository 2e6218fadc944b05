import { parseAsBoolean, parseAsStringLiteral } from 'nuqs/server';
import { STEP_KEYS } from '@/plan/steps';

export const editParams = {
  step: parseAsStringLiteral(STEP_KEYS).withDefault('target'),
  /** It has just been saved for the first time: the next step follows by itself. */
  begun: parseAsBoolean,
};
