import type { KnownRule } from './known-rules';

/** How DISA numbers one of its rules, and in which of its guides it stands. */
export interface StigRule {
  ruleId: string;
  stig: { id: string; title: string; targets: string; role: 'Workstation' | 'Member Server' };
  /** Of the group (`V-…`), of the rule (`SV-…`), and what both were called before. */
  group: string;
  rule: string;
  legacy: readonly string[];
  controlCorrelation: string;
  /** What else an auditor has to know of these numbers. */
  note: string;
}

/** The rules of DISA that are judged here: a checklist has these and no others. */
export const STIG_RULES: readonly StigRule[] = [
  {
    ruleId: 'stig-wn12-cc-000010',
    stig: {
      id: 'Windows_2012_MS_STIG',
      title: 'Windows Server 2012/2012 R2 Member Server Security Technical Implementation Guide',
      targets: 'Windows Server 2012 and 2012 R2',
      role: 'Member Server',
    },
    group: 'V-225323',
    rule: 'SV-225323r569185_rule',
    legacy: ['V-26578', 'SV-52967'],
    controlCorrelation: 'CCI-000382',
    note: 'Numbered as for a member server: for a domain controller the same rule WN12-CC-000010 is V-226144.',
  },
  {
    ruleId: 'stig-winne-000004',
    stig: {
      id: 'Windows_7_STIG',
      title: 'Windows 7 Security Technical Implementation Guide',
      targets: 'Windows 7',
      role: 'Workstation',
    },
    group: 'V-26578',
    rule: 'SV-36008r1_rule',
    legacy: [],
    controlCorrelation: 'CCI-000382',
    note: '',
  },
];

/** How DISA numbers a rule; undefined: it is none of DISA's. */
export function stigRuleOf({ id }: Pick<KnownRule, 'id'>): StigRule | undefined {
  return STIG_RULES.find(({ ruleId }) => ruleId === id);
}
