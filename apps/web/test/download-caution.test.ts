import { expect, it } from 'vitest';
import { downloadCaution } from '../src/app/(console)/enrol/download-caution';

const titleOf = (page: string, file: string) =>
  downloadCaution(`${page}/enrol`, `${file}/agents/teredo-agent.exe`)?.title ?? null;

it.each([
  ['https://fleet.example.com', 'http://fleet.example.com:3001', /may hold these downloads back/],
  ['http://fleet.example.com', 'http://fleet.example.com:3001', /Nothing protects/],
  ['http://localhost:3000', 'http://fleet.example.com:3001', /may hold these downloads back/],
  ['http://fleet.example.com', 'https://fleet.example.com:3001', /trust another certificate/],
  ['https://fleet.example.com', 'https://agents.example.com', /trust another certificate/],
])('a page at %s says what a browser makes of files from %s', (page, file, words) => {
  expect(titleOf(page, file)).toMatch(words);
});

it.each([
  ['https://fleet.example.com', 'https://fleet.example.com:3001'],
  ['http://localhost:3000', 'http://localhost:3001'],
  ['https://fleet.example.com', 'http://127.0.0.1:3001'],
  ['http://[::1]:3000', 'http://[::1]:3001'],
])('a page at %s has nothing to say of files from %s', (page, file) => {
  expect(titleOf(page, file)).toBeNull();
});
