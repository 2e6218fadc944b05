/** How a report is written, and in whose words. */
export const REPORT_FORMATS = [
  ['csv', 'CSV report, for a spreadsheet'],
  ['json', 'JSON report, for a program'],
] as const;

export type ReportFormat = (typeof REPORT_FORMATS)[number][0];
