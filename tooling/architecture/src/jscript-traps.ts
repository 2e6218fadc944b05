import { resolve } from 'node:path';
import ts from 'typescript';

/** What a program on JScript would trip over although every compiler lets it pass. */
export interface JscriptFindings {
  /** Errors of the types, with nothing but ES5's library to type against: Map, Promise, includes and the like. */
  typeErrors: string[];
  traps: string[];
}

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES5,
  ignoreDeprecations: '6.0',
  lib: ['lib.es5.d.ts'],
  types: [],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  skipLibCheck: true,
  noEmit: true,
};

function isStringType(type: ts.Type): boolean {
  if (type.isUnion()) return type.types.some(isStringType);
  return (type.flags & ts.TypeFlags.StringLike) !== 0;
}

function trapOfCall(node: ts.CallExpression): string | null {
  if (!ts.isPropertyAccessExpression(node.expression)) return null;
  const [first] = node.arguments;
  const method = node.expression.name.text;
  if (first === undefined) return null;
  if (method === 'split' && ts.isRegularExpressionLiteral(first))
    return 'split by a pattern drops empty pieces';
  const negative = ts.isPrefixUnaryExpression(first) && first.operator === ts.SyntaxKind.MinusToken;
  if (method === 'substr' && negative) return 'substr counts a negative start from the beginning';
  return method === 'splice' && node.arguments.length === 1
    ? 'splice with one argument removes nothing'
    : null;
}

function trapOf(node: ts.Node, checker: ts.TypeChecker): string | null {
  if (ts.isElementAccessExpression(node) && isStringType(checker.getTypeAtLocation(node.expression))) {
    return 'a string has no index, only charAt';
  }
  if (ts.isForOfStatement(node) && isStringType(checker.getTypeAtLocation(node.expression))) {
    return 'a string has no index, only charAt';
  }
  if (ts.isGetAccessor(node) || ts.isSetAccessor(node)) return 'there are no getters and setters';
  if (ts.isCallExpression(node)) return trapOfCall(node);
  const parsesWithoutRadix =
    ts.isIdentifier(node) && node.text === 'parseInt' && ts.isCallExpression(node.parent);
  return parsesWithoutRadix && node.parent.arguments.length < 2
    ? 'parseInt without a radix reads 010 as eight'
    : null;
}

function placeOf(file: ts.SourceFile, position: number): string {
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(position).line + 1}`;
}

function trapsIn(file: ts.SourceFile, checker: ts.TypeChecker): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const trap = trapOf(node, checker);
    if (trap !== null) found.push(`${placeOf(file, node.getStart(file))} ${trap}`);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function messageOf(diagnostic: ts.Diagnostic): string {
  const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ');
  if (diagnostic.file === undefined || diagnostic.start === undefined) return text;
  return `${placeOf(diagnostic.file, diagnostic.start)} ${text}`;
}

/** Type-checks files against ES5's library alone and looks for what differs in JScript 5.8. */
export function findJscriptTraps(paths: string[]): JscriptFindings {
  const absolute = paths.map((path) => resolve(path));
  const program = ts.createProgram(absolute, OPTIONS);
  const checker = program.getTypeChecker();
  const files = program.getSourceFiles().filter(({ fileName }) => absolute.includes(fileName));
  // Of files that only types are taken from nothing is left in the script.
  const errors = files.flatMap((file) => ts.getPreEmitDiagnostics(program, file));
  return {
    typeErrors: errors.map(messageOf),
    traps: files.flatMap((file) => trapsIn(file, checker)),
  };
}
