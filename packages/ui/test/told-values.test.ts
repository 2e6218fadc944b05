import { expect, it } from 'vitest';
import { ToldValues } from '../src/blocks/told-values';

it('knows what comes back late, while more has been told', () => {
  const told = new ToldValues('');
  told.tell('a');
  told.tell('ab');
  expect(told.comesBack('a')).toBe(true);
  expect(told.comesBack('ab')).toBe(true);
});

it('knows what comes back when one was passed over', () => {
  const told = new ToldValues('');
  told.tell('a');
  told.tell('ab');
  expect(told.comesBack('ab')).toBe(true);
  expect(told.comesBack('a'), 'a step back in the history').toBe(false);
});

it('takes anything else for a change from elsewhere, after which nothing told counts', () => {
  const told = new ToldValues('old');
  told.tell('older');
  expect(told.comesBack('')).toBe(false);
  expect(told.comesBack('older')).toBe(false);
});

it('takes an unchanged value for its own', () => {
  expect(new ToldValues('same').comesBack('same')).toBe(true);
});
