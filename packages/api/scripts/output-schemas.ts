import { fileURLToPath } from 'node:url';
import {
  ArrayType,
  type BaseType,
  BooleanType,
  type ChainNodeParser,
  type CompletedConfig,
  type Context,
  createFormatter,
  createParser,
  createProgram,
  DEFAULT_CONFIG,
  LiteralType,
  NullType,
  NumberType,
  ObjectProperty,
  ObjectType,
  SchemaGenerator,
  StringType,
  type SubNodeParser,
  UndefinedType,
  UnionType,
  UnknownType,
} from 'ts-json-schema-generator';
import ts from 'typescript';
import type { JsonSchema } from '../src/http/json-schema';
import { ROUTES } from '../src/http/routes';

/** Where the server reads them. */
export const SCHEMAS_FILE = new URL('../src/generated/output-schemas.json', import.meta.url);

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
    return this.read(this.checker.getTypeAtLocation(node), context);
  }

  private read(type: ts.Type, context: Context): BaseType {
    if (type.flags & ts.TypeFlags.Boolean) return new BooleanType();
    if (type.isUnion()) return new UnionType(type.types.map((one) => this.read(one, context)));
    if (type.isLiteral()) return new LiteralType(type.value as string | number);
    if (type.flags & ts.TypeFlags.BooleanLiteral)
      return new LiteralType(this.checker.typeToString(type) === 'true');
    const plain = PLAIN.find(([flag]) => type.flags & flag);
    if (plain !== undefined) return plain[1]();
    const [item] = this.checker.getTypeArguments(type as ts.TypeReference);
    if (this.checker.isArrayType(type) && item !== undefined) return new ArrayType(this.read(item, context));
    return this.readObject(type, context);
  }

  /** An interface keeps its name; what the schema alone describes has none. */
  private readObject(type: ts.Type, context: Context): BaseType {
    const named = type.symbol?.declarations?.find(ts.isInterfaceDeclaration);
    if (named !== undefined) return this.chain.createType(named, context);
    const properties = this.checker.getPropertiesOfType(type).map((property) => {
      const required = (property.flags & ts.SymbolFlags.Optional) === 0;
      return new ObjectProperty(
        property.name,
        this.read(this.checker.getTypeOfSymbol(property), context),
        required,
      );
    });
    return new ObjectType(`inferred-${this.made++}`, [], properties, false);
  }

  private made = 0;
}

const PLAIN: readonly (readonly [ts.TypeFlags, () => BaseType])[] = [
  [ts.TypeFlags.String, () => new StringType()],
  [ts.TypeFlags.Number, () => new NumberType()],
  [ts.TypeFlags.Null, () => new NullType()],
  [ts.TypeFlags.Undefined, () => new UndefinedType()],
  [ts.TypeFlags.Unknown, () => new UnknownType(false)],
];

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
