const SERVER = /Windows Server (\d{4})( R2)?/;
const CLIENT = /Windows (XP|Vista|\d+(?:\.\d)?)/;

/** What a system's name says of its generation: editions and builds of one are counted together. */
export function osGeneration(name: string): string {
  const server = SERVER.exec(name);
  if (server !== null) return `Windows Server ${server[1]}${server[2] ?? ''}`;
  const client = CLIENT.exec(name);
  if (client !== null) return `Windows ${client[1]}`;
  return /windows/i.test(name) ? 'Other Windows' : 'Linux';
}
