/** Where a flow's layout lies: `acme.lumos.yaml` has `acme.layout.json` beside it. */
export function layoutPathFor(flowPath: string): string {
  return `${flowPath.replace(/(?:\.lumos)?\.(?:ya?ml|json)$/iu, '')}.layout.json`
}
