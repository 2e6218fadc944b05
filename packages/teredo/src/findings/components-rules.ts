import { factInWords } from '../evidence-fact';
import type { Observation } from '../observation';
import type { FindingRule, FindingVerdict, RuleJudgement } from './finding-rule';
import { judged, otherSystem, releaseUnknown } from './finding-rule';
import { runsOneOf } from './windows-release';

/** Every component off, as the benchmark writes it. */
const ALL_OFF = 0xff;
/** IPv4 preferred, nothing off: what Microsoft asks for in place of turning IPv6 off. */
const PREFER_IPV4 = 0x20;

const hex = (value: number): string => `0x${value.toString(16)}`;

/** Judges the value where Windows has one and it was read. */
function byValue(
  observation: Observation,
  appliesTo: string,
  judge: (value: number) => [FindingVerdict, string],
): RuleJudgement {
  const value = observation.ipv6.disabledComponents;
  if (value === null || observation.os.family === 'linux') return otherSystem(observation, appliesTo);
  const evidence = [
    factInWords(observation, 'ipv6.disabledComponents', value === 'unknown' ? 'unknown' : hex(value)),
  ];
  const { at } = observation.configured;
  if (value === 'unknown')
    return judged('unknown', 'The registry value DisabledComponents could not be read.', { at, evidence });
  const [verdict, text] = judge(value);
  return judged(verdict, text, { at, evidence });
}

const OF_BENCHMARK = 'Windows 10, 11 and Server 2016 or later';
const WITH_THE_VALUE = 'Windows Vista, Server 2008 and later';

/** One registry value, of which two bodies say opposite things; both are named, and an organisation chooses. */
export const COMPONENTS_RULES: FindingRule[] = [
  {
    id: 'cis-18-6-19-2-1',
    version: 2,
    kind: 'compliance',
    title: 'IPv6 turned off by DisabledComponents (CIS)',
    severity: 'low',
    demand: 'The registry value DisabledComponents is 0xff, no more and no less.',
    appliesTo: OF_BENCHMARK,
    remedy:
      'Set DisabledComponents to 0xff and restart. Microsoft advises against it (rule microsoft-prefer-ipv4): choose one of the two.',
    source: {
      name: 'CIS Microsoft Windows benchmarks, level 2',
      version: '18.4.19.2.1 in the list of 2018 for Server 2016',
      item: '18.6.19.2.1',
    },
    judge: (observation) => {
      const isFor = runsOneOf(observation, ['windows-10', 'server-2016']);
      if (isFor === 'unknown') return releaseUnknown(observation, OF_BENCHMARK);
      if (!isFor) return otherSystem(observation, OF_BENCHMARK);
      return byValue(observation, OF_BENCHMARK, (value) => {
        if (value === ALL_OFF) return ['pass', 'DisabledComponents is 0xff.'];
        if (value === 0xffffffff)
          return [
            'finding',
            'DisabledComponents is 0xffffffff. It takes all of IPv6 away as 0xff does, but it is not the value that is asked for, and it delays each start of Windows.',
          ];
        const covers = (value & ALL_OFF) === ALL_OFF;
        const more = covers ? ' It has bits beside those that are asked for.' : '';
        return ['finding', `DisabledComponents is ${hex(value)}, not 0xff.${more}`];
      });
    },
  },
  {
    id: 'microsoft-prefer-ipv4',
    version: 2,
    kind: 'compliance',
    title: 'IPv6 left on, IPv4 preferred at most (Microsoft)',
    severity: 'low',
    demand: 'The registry value DisabledComponents is 0 or not there, or 0x20.',
    appliesTo: WITH_THE_VALUE,
    remedy:
      'Set DisabledComponents to 0x20 where IPv4 is to be preferred, or take it away, and restart. The CIS benchmark asks for the opposite (rule cis-18-6-19-2-1): choose one of the two.',
    source: {
      name: 'Microsoft, guidance for configuring IPv6 for advanced users',
      version: 'KB 929852',
      item: '929852',
    },
    judge: (observation) =>
      byValue(observation, WITH_THE_VALUE, (value) =>
        value === 0 || value === PREFER_IPV4
          ? ['pass', `DisabledComponents is ${value === 0 ? '0 or not there' : '0x20: IPv4 is preferred'}.`]
          : ['finding', `DisabledComponents is ${hex(value)}, which Microsoft does not advise.`],
      ),
  },
];
