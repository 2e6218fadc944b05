import schemas from '../generated/evidence-schemas.json' with { type: 'json' };

const FOLDER = '/schemas/';

/** The JSON Schema of a bundle's file at `/schemas/<name>`, as text; null: there is none of that name. */
export function evidenceSchemaAt(path: string): string | null {
  if (!path.startsWith(FOLDER)) return null;
  const name = path.slice(FOLDER.length);
  return Object.hasOwn(schemas, name) ? JSON.stringify(schemas[name as keyof typeof schemas]) : null;
}
