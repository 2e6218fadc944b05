import { defineConfig } from 'prisma/config';

// Every Prisma command asks for the schema engine's binary, `generate` too, which never runs it. Naming any program
// that exists keeps it from being downloaded.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: '../../prisma/schema.prisma',
  migrations: { path: '../../prisma/migrations' },
});
