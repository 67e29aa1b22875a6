/** Words that no id may be: reserved in conditions, booleans to YAML 1.1 tools, or names that every JavaScript object has. */
export const reservedWords: ReadonlySet<string> = new Set([
  'as', 'break', 'const', 'continue', 'else', 'false', 'for', 'function', 'if', 'import', 'in', 'let', 'loop', 'package', 'namespace',
  'null', 'return', 'true', 'var', 'void', 'while',
  'y', 'n', 'yes', 'no', 'on', 'off',
  'constructor', 'prototype', 'toString', 'toLocaleString', 'valueOf', 'hasOwnProperty', 'isPrototypeOf', 'propertyIsEnumerable',
])

/** Roots of the context that the runtime writes; nodes, monitors and `as` names cannot take them. */
export const builtInRoots: ReadonlySet<string> = new Set(['ticket', 'customer', 'message', 'vars', 'nodes', 'sla', 'error', 'now'])
