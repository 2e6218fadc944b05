/** What a command ends with. */
export interface Outcome {
  exitCode: number;
  text: string;
}

export { EXIT } from '../exit-codes';
