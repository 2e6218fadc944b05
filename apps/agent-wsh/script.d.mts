/** The text of one script for JScript. `main`: the module that it begins with, from this folder or absolute. */
export declare function buildScript(main?: string): Promise<string>;
