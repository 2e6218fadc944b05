import { liveThroughPart } from './live-worlds';

liveThroughPart(8);
