import { defineQuery } from '../core/define-verb';
import { readBrake } from './brake-view';

export const getBrake = defineQuery('brake.get', ({ tx }) => readBrake(tx));
