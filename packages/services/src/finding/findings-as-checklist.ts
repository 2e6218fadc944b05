import { xmlElement } from '../core/xml-text';
import { notKept } from '../past/kept-since';
import type { ShownVerdict } from '../views';
import type { FindingRow } from './finding-rows';
import type { FindingsHead } from './findings-as-text';
import { type StigRule, stigRuleOf } from './stig-rules';

/** A checklist knows four words. A waiver makes nothing so: what it covers is open, and the comment says who answers for it. */
const STATUSES: Record<ShownVerdict, 'NotAFinding' | 'Open' | 'Not_Applicable' | 'Not_Reviewed'> = {
  pass: 'NotAFinding',
  finding: 'Open',
  waived: 'Open',
  unknown: 'Not_Reviewed',
  'not-reviewed': 'Not_Reviewed',
  'not-applicable': 'Not_Applicable',
};

const ONLY_THESE =
  'This checklist holds the rules of DISA about Teredo that Teredo Fleet judges, and no others: every other rule of the guide is for somebody else to check. The texts of the rules are in words of Teredo Fleet.';

const pairs = (element: string, [name, value]: [string, string], all: readonly [string, string][]): string =>
  all
    .map(([key, text]) => `<${element}>${xmlElement(name, key)}${xmlElement(value, text)}</${element}>`)
    .join('');

function detailsOf({ text, facts, factAt, since, verdict }: FindingRow): string {
  const said = facts.map(({ fact, value, source }) => `${fact} = ${value} (${source})`);
  return [
    text === '' ? 'The words of this verdict are not kept: the rule was changed since.' : text,
    ...said,
    factAt === null ? '' : `Read at ${factAt}, by the machine's own clock.`,
    `So since ${since} (${verdict}).`,
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function commentOf({ waiver, verdict }: FindingRow): string {
  if (waiver !== null)
    return `Waived, and open all the same: ${waiver.owner} answers for it until ${waiver.expiresAt}. Reason: ${waiver.reason}. Granted by ${waiver.grantedBy} at ${waiver.grantedAt}.`;
  if (verdict === 'unknown') return 'It was read and not understood, or nothing was measured yet.';
  return verdict === 'not-reviewed' ? 'The agent of this machine does not read it.' : '';
}

function vulnerability(row: FindingRow, stig: StigRule): string {
  const { rule, verdict } = row;
  const attributes: [string, string][] = [
    ['Vuln_Num', stig.group],
    ['Severity', rule.severity],
    ['Group_Title', rule.title],
    ['Rule_ID', stig.rule],
    ['Rule_Ver', rule.source.item],
    ['Rule_Title', rule.title],
    ['Vuln_Discuss', `${rule.demand} For ${rule.appliesTo}.`],
    ['Check_Content', rule.demand],
    ['Fix_Text', rule.remedy],
    ['STIGRef', stig.stig.title],
    ...stig.legacy.map((id): [string, string] => ['LEGACY_ID', id]),
    ['CCI_REF', stig.controlCorrelation],
  ];
  return [
    '<VULN>',
    pairs('STIG_DATA', ['VULN_ATTRIBUTE', 'ATTRIBUTE_DATA'], attributes),
    xmlElement('STATUS', STATUSES[verdict]),
    xmlElement('FINDING_DETAILS', detailsOf(row)),
    xmlElement('COMMENTS', commentOf(row)),
    xmlElement('SEVERITY_OVERRIDE', ''),
    xmlElement('SEVERITY_JUSTIFICATION', ''),
    '</VULN>\n',
  ].join('');
}

function guide(row: FindingRow, stig: StigRule): string {
  const about: [string, string][] = [
    ['version', rowVersion(row)],
    ['stigid', stig.stig.id],
    ['source', 'Teredo Fleet'],
    ['title', stig.stig.title],
  ];
  const info = `<STIG_INFO>${pairs('SI_DATA', ['SID_NAME', 'SID_DATA'], about)}</STIG_INFO>`;
  return `<iSTIG>${info}${vulnerability(row, stig)}</iSTIG>`;
}

const rowVersion = ({ rule }: FindingRow): string => String(rule.version);

function asset({ hostname }: FindingRow['machine'], { role }: StigRule['stig'], comment: string): string {
  const values: [string, string][] = [
    ['ROLE', role],
    ['ASSET_TYPE', 'Computing'],
    ['HOST_NAME', hostname],
    ['HOST_IP', ''],
    ['HOST_MAC', ''],
    ['HOST_FQDN', ''],
    ['TARGET_COMMENT', comment],
    ['TECH_AREA', 'Windows OS'],
    ['TARGET_KEY', ''],
    ['WEB_OR_DATABASE', 'false'],
    ['WEB_DB_SITE', ''],
    ['WEB_DB_INSTANCE', ''],
  ];
  return `<ASSET>${values.map(([name, text]) => xmlElement(name, text)).join('')}</ASSET>`;
}

/** The rows of a machine that are of a guide for its system, each with how DISA numbers it. */
export function guideRows(rows: readonly FindingRow[]): [FindingRow, StigRule][] {
  return rows.flatMap((row) => {
    const stig = stigRuleOf(row.rule);
    return stig === undefined || row.verdict === 'not-applicable'
      ? []
      : [[row, stig] as [FindingRow, StigRule]];
  });
}

/** The checklist (CKL 2.5) of one machine; null: none of DISA's rules is for its system, or it told nothing yet. */
export function checklistOf(
  rows: readonly FindingRow[],
  head: Pick<FindingsHead, 'at' | 'keptSince'>,
): string | null {
  const own = guideRows(rows);
  const [first] = own;
  if (first === undefined) return null;
  const [{ machine }, { stig, note }] = first;
  const comment = [ONLY_THESE, `Machine ${machine.id}, as of ${head.at}.`, note, notKept(head) ?? '']
    .filter((one) => one !== '')
    .join(' ');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<CHECKLIST>\n${asset(machine, stig, comment)}\n<STIGS>${own
    .map(([row, its]) => guide(row, its))
    .join('')}</STIGS>\n</CHECKLIST>\n`;
}
