import { execFile } from 'node:child_process';

/** What a program said that ran to its end, with runs of white space as one blank. */
export interface SaidAndCode {
  code: number;
  text: string;
}

/** Runs a program of Node's alone: with no environment, and in a network of its own in which there is nothing. Needs root. */
export function runWithoutNetwork(program: string, args: readonly string[]): Promise<SaidAndCode> {
  return new Promise((resolve) => {
    const command = ['--net', process.execPath, program, ...args];
    execFile('unshare', command, { env: {} }, (error, stdout, stderr) => {
      const text = `${stdout}${stderr}`.replace(/\s+/g, ' ');
      resolve({ code: error === null ? 0 : Number(error.code), text });
    });
  });
}
