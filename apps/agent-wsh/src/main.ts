import { scriptHost } from './host/host';

scriptHost().Echo('x');
