/** The kinds of files of the format. */
export const fileKinds = ['Workflow', 'Library', 'Environment', 'Scenario', 'Layout'] as const

/** The kind of a file. */
export type FileKindName = (typeof fileKinds)[number]

/** The kind that a file says it is; a workflow where it says nothing that is known. */
export function kindOfFile(text: string): FileKindName {
  const written = /^(?:kind|"kind"|'kind'|\s+"kind"|\{\s*"?(?:apiVersion"?\s*:\s*"?lumos\/v1"?\s*,\s*"?)?kind"?)\s*:[^\S\n]*["']?([A-Za-z]+)/mu.exec(text)?.[1]
  return fileKinds.find((kind) => kind === written) ?? 'Workflow'
}
