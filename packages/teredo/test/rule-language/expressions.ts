import fc from 'fast-check';
import type { Expression, Literal, RuleSubject } from '../../src';
import { parseExpression, RULE_FACTS } from '../../src';
import { anyObservation } from '../arbitraries';

/** Machines, with whatever their agents said. */
export const anySubject: fc.Arbitrary<RuleSubject> = fc.record({
  observation: anyObservation,
  hostname: fc.constantFrom('front-desk-1', 'KIOSK-7', 'lab'),
  labels: fc.uniqueArray(fc.constantFrom('kiosk', 'lab', 'Berlin'), { maxLength: 3 }),
  observedAt: fc.nat({ max: 1_000_000 }),
  now: fc.nat({ max: 2_000_000_000 }),
});

const facts = (type: string) => RULE_FACTS.filter((fact) => fact.type === type);
const factOf = (type: string): fc.Arbitrary<Expression> =>
  fc.constantFrom(...facts(type)).map(({ name }) => ({ op: 'fact', name }));

const number: fc.Arbitrary<Literal> = fc
  .oneof(
    fc.nat({ max: 1000 }),
    fc.nat({ max: 1_000_000 }).map((n) => n / 1000),
    fc.constantFrom(0, 255, 999_999_999_999_999),
  )
  .map((value) => ({ op: 'number', value }));
/** What can't be seen stands in no expression; which letters those are, the reader alone says. */
const mayBeWritten = (value: string) =>
  parseExpression(`machine.labels contains ${JSON.stringify(value)}`).ok;
const text: fc.Arbitrary<Literal> = fc
  .oneof(
    fc.constantFrom('kiosk', 'a "b" \\', 'Ünïcode 🎈', '', 'server', 'مرحبا'),
    fc.string({ unit: 'grapheme', maxLength: 20 }).filter(mayBeWritten),
  )
  .map((value) => ({ op: 'text', value }));
const version: fc.Arbitrary<Literal> = fc
  .array(fc.nat({ max: 99_999 }), { minLength: 1, maxLength: 5 })
  .map((parts) => ({ op: 'version', parts }));
const duration: fc.Arbitrary<Literal> = fc
  .oneof(
    fc.nat({ max: 5000 }),
    fc.nat({ max: 60 }).map((n) => n * 60_000),
    fc.nat({ max: 400 }).map((n) => n * 86_400_000),
  )
  .map((ms) => ({ op: 'duration', ms }));
const boolean: fc.Arbitrary<Literal> = fc.boolean().map((value) => ({ op: 'boolean', value }));

const order = fc.constantFrom(
  '=' as const,
  '!=' as const,
  '<' as const,
  '<=' as const,
  '>' as const,
  '>=' as const,
);
const sameness = fc.constantFrom('=' as const, '!=' as const);
const nullable = RULE_FACTS.filter(({ mayBeNone }) => mayBeNone);
/** Texts that no list of words restricts. */
const freeText = RULE_FACTS.filter(({ type, words }) => type === 'text' && words === null);
const worded = RULE_FACTS.filter(({ words }) => words !== null);

/** Expressions as the parser makes them, of every kind. */
export const { truth: anyExpression } = fc.letrec<{
  truth: Expression;
  sum: Expression;
  span: Expression;
}>((tie) => ({
  sum: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    number,
    factOf('number'),
    tie('sum').map((of): Expression => ({ op: 'negative', of })),
    fc.constant<Expression>({ op: 'count', of: { op: 'fact', name: 'machine.labels' } }),
    fc.record({
      op: fc.constant('calculate' as const),
      by: fc.constantFrom('+' as const, '-' as const, '*' as const, '/' as const),
      left: tie('sum'),
      right: tie('sum'),
    }),
    fc.record({
      op: fc.constant('calculate' as const),
      by: fc.constant('/' as const),
      left: tie('span'),
      right: tie('span'),
    }),
  ),
  span: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    duration,
    factOf('duration'),
    fc.record({
      op: fc.constant('calculate' as const),
      by: fc.constantFrom('+' as const, '-' as const),
      left: tie('span'),
      right: tie('span'),
    }),
    fc.record({
      op: fc.constant('calculate' as const),
      by: fc.constantFrom('*' as const, '/' as const),
      left: tie('span'),
      right: tie('sum'),
    }),
  ),
  truth: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    boolean,
    factOf('boolean'),
    tie('truth').map((of): Expression => ({ op: 'not', of })),
    fc.record({
      op: fc.constantFrom('and' as const, 'or' as const),
      left: tie('truth'),
      right: tie('truth'),
    }),
    fc.record({ op: fc.constant('compare' as const), by: order, left: tie('sum'), right: tie('sum') }),
    fc.record({ op: fc.constant('compare' as const), by: order, left: tie('span'), right: tie('span') }),
    fc.record({ op: fc.constant('compare' as const), by: order, left: factOf('version'), right: version }),
    fc.record({ op: fc.constant('compare' as const), by: sameness, left: tie('truth'), right: tie('truth') }),
    fc.constantFrom(...nullable).chain(({ name }) =>
      fc.record({
        op: fc.constant('compare' as const),
        by: sameness,
        left: fc.constant<Expression>({ op: 'fact', name }),
        right: fc.constant<Expression>({ op: 'none' }),
      }),
    ),
    fc.constantFrom(...freeText).chain(({ name }) =>
      fc.record({
        op: fc.constant('test' as const),
        by: fc.constantFrom('contains' as const, 'starts with' as const, 'ends with' as const),
        left: fc.constant<Expression>({ op: 'fact', name }),
        right: text,
      }),
    ),
    fc.record({
      op: fc.constant('test' as const),
      by: fc.constant('contains' as const),
      left: factOf('set'),
      right: text,
    }),
    fc.constantFrom(...worded).chain(({ name, words }) =>
      fc.array(fc.constantFrom(...(words ?? [])), { minLength: 1, maxLength: 4 }).map(
        (list): Expression => ({
          op: 'in',
          left: { op: 'fact', name },
          list: list.map((value) => ({ op: 'text', value })),
        }),
      ),
    ),
    fc
      .array(number, { minLength: 1, maxLength: 4 })
      .map((list): Expression => ({ op: 'in', left: { op: 'fact', name: 'ipv6.disabledComponents' }, list })),
  ),
}));
