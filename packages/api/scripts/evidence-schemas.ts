import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';

const root = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** What a bundle's JSON files are, by the name under which their schemas are published. */
const FILES = {
  manifest: { type: 'BundleManifest', title: 'manifest.json of an evidence bundle of Teredo Fleet' },
  report: { type: 'WholeReport', title: 'report.json of an evidence bundle of Teredo Fleet' },
} as const;

/** The JSON Schemas of a bundle's files, made from the types that the compiler holds the builders to. */
function makeEvidenceSchemas(): Record<keyof typeof FILES, object> {
  const schemaOf = ({ type, title }: (typeof FILES)[keyof typeof FILES]) => {
    const generator = createGenerator({
      path: root('packages/evidence/src/bundle/index.ts'),
      tsconfig: root('tsconfig.json'),
      type,
      skipTypeCheck: true,
      topRef: false,
      additionalProperties: false,
      encodeRefs: false,
    });
    const { $schema, ...schema } = generator.createSchema(type);
    return { $schema, title, ...schema };
  };
  return { manifest: schemaOf(FILES.manifest), report: schemaOf(FILES.report) };
}

const { manifest, report } = makeEvidenceSchemas();
const text = (value: object): string => `${JSON.stringify(value, null, 1)}\n`;
writeFileSync(root('docs/schemas/evidence-manifest.v1.json'), text(manifest));
writeFileSync(root('docs/schemas/rollout-report.v1.json'), text(report));
writeFileSync(
  root('packages/api/src/generated/evidence-schemas.json'),
  text({ 'evidence-manifest.v1.json': manifest, 'rollout-report.v1.json': report }),
);
