/** A readable title from a file's name: `how-to/reset_password.md` becomes `reset password`. */
export function titleFromPath(path: string): string {
  const name = path.split(/[\\/]/).at(-1) ?? path
  return name.replace(/\.[^.]+$/, '').replace(/[-_]+/g, ' ').trim() || path
}
