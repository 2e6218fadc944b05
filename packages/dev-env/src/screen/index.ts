export { openScreen, type Screen } from './screen';
