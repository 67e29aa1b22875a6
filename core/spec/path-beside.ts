/** The path of a file that another file names: seen from where that file's own path is seen; an absolute path stays as it is. */
export function pathBeside(file: string, named: string): string {
  const target = named.replaceAll('\\', '/')
  if (/^(?:\/|[A-Za-z]:\/)/.test(target)) return target
  const steps: string[] = []
  const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : ''
  for (const step of [...(folder === '' ? [] : folder.split('/')), ...target.split('/')]) {
    if (step === '.' || (step === '' && steps.length > 0)) continue
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..' && steps.at(-1) !== '') steps.pop()
    else steps.push(step)
  }
  return steps.join('/')
}
