/** Words that no id may be: reserved in conditions, booleans to YAML 1.1 tools, or names that every JavaScript object has. */
export const reservedWords: ReadonlySet<string> = new Set([
  'as', 'break', 'const', 'continue', 'else', 'false', 'for', 'function', 'if', 'import', 'in', 'let', 'loop', 'package', 'namespace',
  'null', 'return', 'true', 'var', 'void', 'while',
  'y', 'n', 'yes', 'no', 'on', 'off',
  'constructor', 'prototype',
])

/** Roots of the context that the runtime writes; nodes, monitors and `as` names cannot take them. */
export const builtInRoots: ReadonlySet<string> = new Set(['ticket', 'customer', 'message', 'vars', 'nodes', 'sla', 'error', 'now'])

/** The target of a way that leads nowhere yet: legal in a file that is still being drawn, an error for the linter, never the id of a node. */
export const unconnected = 'unconnected'
