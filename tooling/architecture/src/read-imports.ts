import ts from 'typescript';
import type { SourceText } from './source-file';

/** One import or re-export of a file. */
export interface ImportStatement {
  specifier: string;
  /** True when nothing of it is left at run time. */
  typeOnly: boolean;
  line: number;
}

function isTypeOnlyImport(node: ts.ImportDeclaration): boolean {
  const clause = node.importClause;
  if (clause === undefined) return false;
  if (clause.isTypeOnly) return true;
  const named = clause.namedBindings;
  if (clause.name !== undefined || named === undefined || !ts.isNamedImports(named)) return false;
  return named.elements.length > 0 && named.elements.every((element) => element.isTypeOnly);
}

function isTypeOnlyExport(node: ts.ExportDeclaration): boolean {
  const clause = node.exportClause;
  if (node.isTypeOnly) return true;
  return (
    clause !== undefined &&
    ts.isNamedExports(clause) &&
    clause.elements.every((element) => element.isTypeOnly)
  );
}

function specifierOf(node: ts.Node): { specifier: ts.Expression; typeOnly: boolean } | null {
  if (ts.isImportDeclaration(node))
    return { specifier: node.moduleSpecifier, typeOnly: isTypeOnlyImport(node) };
  if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
    return { specifier: node.moduleSpecifier, typeOnly: isTypeOnlyExport(node) };
  }
  if (
    ts.isImportTypeNode(node) &&
    ts.isLiteralTypeNode(node.argument) &&
    ts.isStringLiteral(node.argument.literal)
  ) {
    return { specifier: node.argument.literal, typeOnly: true };
  }
  const dynamic = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  return dynamic && node.arguments[0] !== undefined
    ? { specifier: node.arguments[0], typeOnly: false }
    : null;
}

/** Parses a file; what it means isn't looked at. */
export function parseSource(source: SourceText): ts.SourceFile {
  const kind = source.path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return ts.createSourceFile(source.path, source.text, ts.ScriptTarget.Latest, true, kind);
}

/** Finds static and dynamic imports, re-exports and import types. */
export function readImports(file: ts.SourceFile): ImportStatement[] {
  const found: ImportStatement[] = [];
  const visit = (node: ts.Node): void => {
    const hit = specifierOf(node);
    if (hit !== null && ts.isStringLiteralLike(hit.specifier)) {
      const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
      found.push({ specifier: hit.specifier.text, typeOnly: hit.typeOnly, line });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
