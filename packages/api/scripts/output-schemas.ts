import { fileURLToPath } from 'node:url';
import {
  type BaseType,
  type ChainNodeParser,
  type CompletedConfig,
  type Context,
  createFormatter,
  createParser,
  createProgram,
  DEFAULT_CONFIG,
  SchemaGenerator,
  type SubNodeParser,
} from 'ts-json-schema-generator';
import ts from 'typescript';
import type { JsonSchema } from '../src/http/json-schema';
import { ROUTES } from '../src/http/routes';

const root = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

const CONFIG = {
  ...DEFAULT_CONFIG,
  path: root('packages/services/src/outputs.ts'),
  tsconfig: root('tsconfig.json'),
  type: 'VerbOutputs',
  skipTypeCheck: true,
  topRef: false,
  additionalProperties: false,
  encodeRefs: false,
} satisfies Partial<CompletedConfig>;

/** Reads `z.infer<typeof schema>`, which only the compiler can work out: the type that it finds is read instead. */
class InferredParser implements SubNodeParser {
  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly chain: ChainNodeParser,
  ) {}

  supportsNode(node: ts.Node): boolean {
    return ts.isTypeReferenceNode(node) && /^z\.(infer|output|input)$/.test(node.typeName.getText());
  }

  createType(node: ts.Node, context: Context): BaseType {
    const type = this.checker.getTypeAtLocation(node);
    const flags = ts.NodeBuilderFlags.NoTruncation | ts.NodeBuilderFlags.InTypeAlias;
    const text = this.checker.typeToString(type, undefined, flags as number as ts.TypeFormatFlags);
    const file = ts.createSourceFile('inferred.ts', `type T = ${text};`, ts.ScriptTarget.Latest, true);
    return this.chain.createType((file.statements[0] as ts.TypeAliasDeclaration).type, context);
  }
}

/** Every definition that a schema leads to, by name. */
function reached(all: Record<string, JsonSchema>, from: unknown, found: Record<string, JsonSchema> = {}) {
  for (const [, name] of JSON.stringify(from).matchAll(/"#\/definitions\/([^"]+)"/g)) {
    if (name === undefined || Object.hasOwn(found, name)) continue;
    if (!/^\w+$/.test(name))
      throw new Error(`${name} is no name for a schema: give the type a name of its own`);
    found[name] = all[name]!;
    reached(all, all[name], found);
  }
  return found;
}

/**
 * The JSON Schemas of what the HTTP API answers, made from the TypeScript types of the verbs' outputs, so that there is
 * one description of them: the one that the compiler holds every verb to.
 */
export function makeOutputSchemas(): string {
  const program = createProgram(CONFIG);
  const parser = createParser(program, CONFIG, (chain) => {
    chain.addNodeParser(new InferredParser(program.getTypeChecker(), chain as ChainNodeParser));
  });
  const schema = new SchemaGenerator(program, parser, createFormatter(CONFIG), CONFIG).createSchema(
    'VerbOutputs',
  );
  const all = schema.definitions as Record<string, JsonSchema>;
  const properties = schema.properties as Record<string, JsonSchema>;
  const offered = ROUTES.filter(({ answer }) => answer === 'json').map(({ verb }) => verb);
  const verbs = Object.fromEntries(offered.sort().map((verb) => [verb, properties[verb]]));
  const definitions = Object.fromEntries(
    Object.entries(reached(all, verbs)).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  const text = JSON.stringify({ verbs, definitions }, null, 1);
  return `${text.replaceAll('#/definitions/', '#/components/schemas/')}\n`;
}
