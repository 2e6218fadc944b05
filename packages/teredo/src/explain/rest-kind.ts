import { parseIPv4 } from '../ipv4';
import { parseIPv6 } from '../ipv6';
import { readReply } from '../readers/reply';
import { textAt } from '../text/text-at';
import type { OutputKind } from './output-kind';
import { isUnderstood, readOutput } from './read-output';

/** Commands that change something and answer in words. */
const CHANGES =
  /^(?:netsh(?:\.exe)? .{0,80}(?:set|add|delete|reset|install|uninstall|renew)(?: |$)|sc(?:\.exe)? (?:\\\\\S{1,60} )?(?:config|start|stop|create|delete) |net (?:start|stop) |reg (?:add|delete|import) |(?:set|reset|enable|disable|start|stop|restart|new|remove|clear)-[a-z]{3,40}(?: |$))/i;

const ASKS_STATE = /^get-netteredostate(?: |$)/i;

/** Whether a command asks for the state, so that printing nothing is an answer. */
export function asksTeredoState(command: string | null): boolean {
  return command !== null && ASKS_STATE.test(command);
}

const ASKS_REGISTRY = /^reg(?:\.exe)? query /i;

/** `[A|B]`, `{a | b}`, `[/switch:x]`: what usage texts hold and outputs don't. */
const USAGE = /[[{][^[\]{}]{1,80}\|[^[\]{}]{1,200}[\]}]|\[\/[A-Z?]{1,20}[^\]]{0,60}\]|\[[a-z]{2,20}=\]/gi;

const isAddress = (word: string): boolean =>
  parseIPv4(word) !== null || parseIPv6(word.replace(/\/[0-9]{1,3}$/, '')) !== null;

/** An address on each line, and nothing else. */
function isOnlyAddresses(lines: string[]): boolean {
  return lines.length > 0 && lines.every((line) => isAddress(line.trim().replace(/\([^()]{0,40}\)$/, '')));
}

function hasTeredoAddress(text: string): boolean {
  const reading = readOutput('address', text);
  return reading.kind === 'address' && reading.addresses.some(({ kind }) => kind === 'teredo');
}

/** `label : address`, as ipconfig prints it once its dots are lost. */
function hasLabelledAddress(lines: string[]): boolean {
  return lines.some((line) => /^\s{0,40}[^\s:0-9][^:]{1,80}:\s{1,20}[0-9a-f]{1,4}:/i.test(line));
}

function isUsage(text: string): boolean {
  return (text.match(USAGE) ?? []).length >= 2;
}

/** One short line that ends as a sentence does. What it says can't be told apart in any language. */
function isSentence(lines: string[]): boolean {
  return lines.length === 1 && /^[^\s].{1,60}[.!]$/.test(textAt(lines, 0).trim());
}

function isReply(command: string | null, text: string, lines: string[]): boolean {
  const reply = readReply(text);
  if (reply.kind === 'silent') return false;
  if (command !== null && CHANGES.test(command)) return true;
  return reply.kind === 'refused' || reply.kind === 'partial' || reply.parts !== null || isSentence(lines);
}

/**
 * The kind of what no line and no run of lines gave away. Null: there is nothing, and nothing was asked whose silence
 * tells. `withPrompt` is what readers take, `body` what was printed.
 */
export function kindOfRest(command: string | null, withPrompt: string, body: string): OutputKind | null {
  const lines = body.split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0) return asksTeredoState(command) ? 'powershell-state' : null;
  if (isOnlyAddresses(lines)) return 'address';
  if (hasLabelledAddress(lines) && isUnderstood(readOutput('ipconfig', withPrompt))) return 'ipconfig';
  if (hasTeredoAddress(body)) return 'address';
  if (command !== null && ASKS_REGISTRY.test(command) && isUnderstood(readOutput('registry', withPrompt)))
    return 'registry';
  if (isUsage(body)) return 'command-help';
  return isReply(command, withPrompt, lines) ? 'reply' : 'not-understood';
}
