import { connectionConfig } from '../client/connection-config';
import { findPrismaFolder, readSchema } from './migration-files';
import { withSchemaEngine } from './schema-engine';

/**
 * SQL that would bring the tables of the database to schema.prisma; empty text when they agree. What Prisma can't say
 * (grants, policies, checks) is not compared: that is what schema.golden.sql is for.
 */
export async function schemaDrift(url: string, prismaFolder = findPrismaFolder()): Promise<string> {
  const schema = { files: [{ path: 'schema.prisma', content: readSchema(prismaFolder) }] };
  return withSchemaEngine(connectionConfig(url), readSchema(prismaFolder), async (engine) => {
    const difference = await engine.diff({
      from: { tag: 'schemaDatasource', ...schema, configDir: '.' },
      to: { tag: 'schemaDatamodel', ...schema },
      script: true,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    });
    return difference.exitCode === 0 ? '' : (difference.stdout ?? '');
  });
}
