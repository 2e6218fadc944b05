import { fileExists, readUtf16, removeFile, temporaryName } from './files';
import { shell, systemFolder } from './shell';

const HIDDEN = 0;

/** What `dir` lists; cmd writes it as UTF-16, so that no code page changes a name. */
function namesBy(attributes: string, folder: string, within: string): string[] {
  const list = `${within}\\${temporaryName()}`;
  const command = `"${systemFolder()}cmd.exe" /d /u /c dir /b ${attributes} "${folder}" >"${list}" 2>nul`;
  shell().Run(command, HIDDEN, true);
  try {
    const text = fileExists(list) ? readUtf16(list) : '';
    return text.split('\r\n').filter((name) => name !== '');
  } finally {
    removeFile(list);
  }
}

/**
 * Names of the files in a folder, by way of a file that is written into another: nobody else may write there. By the
 * console's `dir`: not every script host can walk through the collections of FileSystemObject.
 */
export function listFiles(path: string, within: string): string[] {
  return namesBy('/a-d', path, within);
}

/** Every file below a folder, at any depth, by its path from there; in no order. */
export function listTree(path: string, within: string): string[] {
  return namesBy('/s /a-d', path, within).map((file) => file.slice(path.length + 1));
}
