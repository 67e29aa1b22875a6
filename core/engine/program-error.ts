/** A workflow that cannot be run: lint it first, the linter reports the same thing with its place in the file. */
export class ProgramError extends Error {
  readonly code: 'PROGRAM_REFERENCE' | 'PROGRAM_CONDITION' | 'PROGRAM_SHAPE'
  /** Where in the workflow: `flow.nodes.route.branches.confident.when`. */
  readonly path: string
  /** What is wrong there, without its place. */
  readonly reason: string
  readonly hint: string

  constructor(code: 'PROGRAM_REFERENCE' | 'PROGRAM_CONDITION' | 'PROGRAM_SHAPE', path: string, message: string, hint: string) {
    super(`${path}: ${message} ${hint}`)
    this.name = 'ProgramError'
    this.code = code
    this.path = path
    this.reason = message
    this.hint = hint
  }
}
