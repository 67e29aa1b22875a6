import type { SpecPath } from '../../spec/finding.ts'
import type { Environment } from '../../spec/environment.ts'
import { environmentsAmong } from '../../spec/project-files.ts'
import type { LintContext, LintRule } from '../lint-context.ts'

type Named = { readonly secret: string; readonly path: SpecPath }

/** The secrets that a workflow needs in an environment: those that it names, or those that the environment names in their place. */
function neededSecrets({ workflow }: LintContext, { spec }: Environment): readonly Named[] {
  const { connections, models } = workflow.spec
  const all = [
    ...Object.entries(connections ?? {}).map(([id, { auth }]) => ({ secret: auth.secretRef, instead: spec.connections?.[id]?.secretRef, path: ['spec', 'connections', id, 'auth', 'secretRef'] })),
    ...Object.entries(models).map(([id, { secretRef }]) => ({ secret: secretRef, instead: spec.models?.[id]?.secretRef, path: ['spec', 'models', id, 'secretRef'] })),
  ]
  return all.flatMap(({ secret, instead, path }) => {
    const needed = instead ?? secret
    return needed === undefined ? [] : [{ secret: needed, path }]
  })
}

/** LUM502: every secret is bound in every environment that the workflow runs in. */
export const boundSecrets: LintRule = (context) =>
  environmentsAmong(context.surroundings.files ?? []).flatMap(({ parsed: { value } }) => {
    if (value === undefined || value.spec.workflows?.includes(context.workflow.metadata.name) === false) return []
    const bound = value.spec.secrets ?? {}
    return neededSecrets(context, value).filter(({ secret }) => !Object.hasOwn(bound, secret)).map(({ secret, path }) =>
      context.report('LUM502', { secret, environment: value.metadata.name }, path))
  })
