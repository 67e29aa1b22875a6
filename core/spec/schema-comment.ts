/** The name of the schema file that lies beside a flow for editors: all kinds of the format in one schema. */
export const schemaFile = 'lumos.schema.json'

const comment = /(?<=^\uFEFF?)#[^\S\r\n]*yaml-language-server[^\S\r\n]*:[^\S\r\n]*\$schema=(\S+)[^\S\r\n]*(?=\r?$)/mu

// Only comments above the first key are looked at: the language server reads the comment there, and text further down is content.
function headOf(text: string): string {
  return /^\uFEFF?(?:[^\S\n]*(?:#.*)?\r?(?:\n|$))*/u.exec(text)?.[0] ?? ''
}

/** The schema that a file names for editors: a path from its folder, or an address. */
export function schemaComment(text: string): string | undefined {
  return comment.exec(headOf(text))?.[1]
}

/** A file's text whose comment names this schema for editors: what it named before is replaced, nothing else changes. */
export function withSchemaComment(text: string, reference = `./${schemaFile}`): string {
  const head = headOf(text)
  const line = `# yaml-language-server: $schema=${reference}`
  if (comment.test(head)) return head.replace(comment, () => line) + text.slice(head.length)
  const start = text.startsWith('\uFEFF') ? 1 : 0
  return `${text.slice(0, start)}${line}${text.includes('\r\n') ? '\r\n' : '\n'}${text.slice(start)}`
}
