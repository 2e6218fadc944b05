import type { BundleFile, RolloutReport, RolloutSummary } from '@teredo-fleet/evidence';
import pdfmake from 'pdfmake';
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces';
import { HashedFile } from '../hashed-file';
import {
  authorisationSection,
  communicationSection,
  fallBackSection,
  impactSection,
} from './change-sections';
import { coverPage } from './cover';
import { FontChoice } from './font-choice';
import { BASE_FONT } from './font-files';
import { INK, PageParts, QUIET } from './page-parts';
import { machineSection, recordSection, verificationSection, waveSection } from './record-sections';
import { summarySection } from './summary-section';

function contentOf(parts: PageParts, report: RolloutReport, summary: RolloutSummary): Content[] {
  return [
    ...coverPage(parts, report, summary),
    { text: '', pageBreak: 'after' },
    ...summarySection(parts, report, summary),
    ...impactSection(parts, report),
    ...authorisationSection(parts, report),
    ...communicationSection(parts, report, summary),
    ...waveSection(parts, report),
    ...recordSection(parts, report),
    ...fallBackSection(parts, report),
    ...machineSection(parts, summary),
    ...verificationSection(parts, report),
  ];
}

/** How far down a page a section may still begin: below fits no heading of a table with a row. */
const LAST_HEADING = 0.86;

function documentOf(parts: PageParts, report: RolloutReport, summary: RolloutSummary): TDocumentDefinitions {
  const left = `${report.rollout.id} · ${report.generatedAt}${report.interim ? ' · INTERIM' : ''}`;
  return {
    pageSize: 'A4',
    pageMargins: [40, 44, 40, 48],
    info: { title: `Rollout report: ${report.rollout.name}`, creationDate: new Date(report.generatedAt) },
    content: contentOf(parts, report, summary),
    defaultStyle: { font: BASE_FONT, fontSize: 9, color: INK, lineHeight: 1.15 },
    styles: { heading: { fontSize: 13, bold: true, margin: [0, 14, 0, 6] } },
    footer: (page, pages) => ({
      columns: [
        { text: left, width: '*' },
        { text: `Page ${page} of ${pages}`, width: 80, alignment: 'right' },
      ],
      margin: [40, 14, 40, 0],
      fontSize: 7,
      color: QUIET,
    }),
    // A heading does not stay alone at the foot of a page.
    pageBreakBefore: ({ headlineLevel, startPosition }) =>
      headlineLevel === 1 && startPosition.verticalRatio > LAST_HEADING,
  };
}

/** The PDF of a report. Its fonts come along, and nothing else is opened. */
async function pdfBytes(report: RolloutReport, summary: RolloutSummary): Promise<Uint8Array> {
  const choice = new FontChoice();
  const definition = documentOf(new PageParts(choice), report, summary);
  const fonts = choice.used();
  const files = new Set(fonts.flatMap(({ regular, bold }) => [regular, bold]));
  pdfmake.setFonts(
    Object.fromEntries(
      fonts.map(({ name, regular, bold }) => [
        name,
        { normal: regular, bold, italics: regular, bolditalics: bold },
      ]),
    ),
  );
  pdfmake.setLocalAccessPolicy((path) => files.has(path));
  pdfmake.setUrlAccessPolicy(() => false);
  return pdfmake.createPdf(definition).getBuffer();
}

/** Writes `report.pdf`: a document for people, with the sections that ISO/IEC 27001:2022 A.8.32 asks for. */
export async function writePdf(
  folder: string,
  report: RolloutReport,
  summary: RolloutSummary,
): Promise<BundleFile> {
  const bytes = await pdfBytes(report, summary);
  const file = await HashedFile.create(`${folder}/report.pdf`);
  await file.write(bytes);
  return { name: 'report.pdf', ...(await file.finish()), rows: null };
}
