import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createMessageFiles, messagesFolder } from '../src';

let stateDir = '';
beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), 'message-file-'));
});
afterEach(() => rmSync(stateDir, { recursive: true }));

const linesOf = (path: string) =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\r\n')
    .map((line) => Buffer.from(line, 'base64').toString());

it('keeps the text of each box that is up, and nothing once none is', () => {
  const files = createMessageFiles(stateDir);
  const [one, two] = [files.write(1, 'Teredo', 'Zeile\nzwei'), files.write(1, 'Teredo', 'другое')];
  expect(linesOf(one)).toEqual(['Teredo', 'Zeile\nzwei']);
  files.remove(one);
  expect(linesOf(two)).toEqual(['Teredo', 'другое']);
  files.remove(two);
  expect(existsSync(messagesFolder(stateDir))).toBe(false);
});

it('takes away what an agent left that was ended while a box was up', () => {
  createMessageFiles(stateDir).write(2, 'Teredo', 'a link');
  writeFileSync(join(messagesFolder(stateDir), 'message-9-9.txt'), 'older');
  createMessageFiles(stateDir).write(1, 'Teredo', 'now');
  expect(readdirSync(messagesFolder(stateDir))).toEqual(['message-1-1.txt']);
});
