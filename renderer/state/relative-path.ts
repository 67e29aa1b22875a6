/** The path of a file as another file names it: seen from that file's folder, with slashes; on another drive it stays whole. */
export function relativePath(fromFile: string, to: string): string {
  const from = fromFile.replaceAll('\\', '/').split('/').slice(0, -1)
  const target = to.replaceAll('\\', '/').split('/')
  if (from[0] !== target[0]) return target.join('/')
  let same = 0
  while (same < from.length && same < target.length - 1 && from[same] === target[same]) same += 1
  return [...from.slice(same).map(() => '..'), ...target.slice(same)].join('/')
}
