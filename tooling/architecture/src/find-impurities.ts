import ts from 'typescript';
import { IMPURE_GLOBALS } from './layers';

/** A place in a file where something outside of it is used. */
export interface Use {
  line: number;
  what: string;
}

/** Whether an identifier is used as a value, not as a property, a type or a name being declared. */
function isValueUse(node: ts.Identifier): boolean {
  const parent = node.parent;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isQualifiedName(parent) || ts.isTypeNode(parent) || ts.isImportSpecifier(parent)) return false;
  const declares =
    ts.isPropertySignature(parent) ||
    ts.isParameter(parent) ||
    ts.isBindingElement(parent) ||
    ts.isVariableDeclaration(parent) ||
    ts.isFunctionDeclaration(parent);
  return !declares || (parent as ts.VariableDeclaration).initializer === node;
}

function isMember(node: ts.Node, object: string, member: string): boolean {
  return (
    ts.isPropertyAccessExpression(node) &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === object &&
    node.name.text === member
  );
}

function impurityOf(node: ts.Node): string | null {
  if (isMember(node, 'Date', 'now')) return 'Date.now';
  if (isMember(node, 'Math', 'random')) return 'Math.random';
  const makesDate = ts.isNewExpression(node) || ts.isCallExpression(node);
  if (makesDate && ts.isIdentifier(node.expression) && node.expression.text === 'Date') {
    return (node.arguments?.length ?? 0) === 0 ? 'the clock (new Date())' : null;
  }
  if (ts.isIdentifier(node) && IMPURE_GLOBALS.includes(node.text) && isValueUse(node)) return node.text;
  return null;
}

function findUses(file: ts.SourceFile, what: (node: ts.Node) => string | null): Use[] {
  const found: Use[] = [];
  const visit = (node: ts.Node): void => {
    const use = what(node);
    if (use !== null)
      found.push({ line: file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1, what: use });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Clock, chance, timers, console and other globals that a pure package may not use. */
export function findImpurities(file: ts.SourceFile): Use[] {
  return findUses(file, impurityOf);
}

function isEnvironment(node: ts.Node): boolean {
  if (isMember(node, 'process', 'env')) return true;
  if (!ts.isImportDeclaration(node) || !ts.isStringLiteral(node.moduleSpecifier)) return false;
  const named = node.importClause?.namedBindings;
  const fromProcess = /^(node:)?process$/.test(node.moduleSpecifier.text);
  if (!fromProcess || named === undefined || !ts.isNamedImports(named)) return false;
  return named.elements.some((element) => (element.propertyName ?? element.name).text === 'env');
}

/** Reads of the environment: `process.env`, or `env` imported from node:process. */
export function findEnvironmentReads(file: ts.SourceFile): Use[] {
  return findUses(file, (node) => (isEnvironment(node) ? 'process.env' : null));
}
