import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import type { ClientConfig } from 'pg';
import { MigrationAdapterFactory } from './migration-adapter';

interface WasmInstance {
  exports: Record<string, unknown>;
}

/** What is used of the global WebAssembly, which neither es2023 nor Node's types declare. */
interface WasmApi {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: Record<string, object>) => WasmInstance;
}

type EngineModule = typeof import('@prisma/schema-engine-wasm') & { __wbg_set_wasm(exports: unknown): void };

let loaded: Promise<EngineModule> | undefined;

/**
 * Node 20 can't import a `.wasm` file, so the module is instantiated by hand, once for each time that this file is loaded
 * into the process. The glue holds one instance: another load that shared it would take it from an engine at work.
 */
async function loadEngineModule(): Promise<EngineModule> {
  const folder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'));
  const { href } = pathToFileURL(join(folder, 'schema_engine_bg.js'));
  const glue = (await import(`${href}?${randomUUID()}`)) as EngineModule;
  const { Module, Instance } = (globalThis as unknown as { WebAssembly: WasmApi }).WebAssembly;
  const wasm = new Module(readFileSync(join(folder, 'schema_engine_bg.wasm')));
  const { exports } = new Instance(wasm, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(exports);
  (exports.__wbindgen_start as () => void)();
  return glue;
}

/**
 * Prisma's schema engine (WebAssembly, no download) over one connection; `use` gets it and the connection ends after.
 * `schemaText` is the content of schema.prisma.
 */
export async function withSchemaEngine<T>(
  config: ClientConfig,
  schemaText: string,
  use: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  (globalThis as Record<string, unknown>).PRISMA_WASM_PANIC_REGISTRY ??= { set_message: () => undefined };
  loaded ??= loadEngineModule();
  const { SchemaEngine } = await loaded;
  const factory = new MigrationAdapterFactory(config);
  try {
    const engine = await SchemaEngine.new(
      { datamodels: [['schema.prisma', schemaText]] },
      () => undefined,
      bindMigrationAwareSqlAdapterFactory(factory),
    );
    return await use(engine);
  } finally {
    await factory.close();
  }
}
