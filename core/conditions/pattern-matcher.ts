import { CelScalar, celEnv, isCelError, parse, plan } from '@bufbuild/cel'

/** Longest pattern that a condition may hold. */
export const longestPattern = 200

const environment = celEnv({ variables: { text: CelScalar.STRING } })

/**
 * Makes a test for an RE2 pattern, which takes time in proportion to the text whatever the pattern is;
 * undefined where the pattern is not valid RE2.
 */
export function patternMatcher(pattern: string): ((text: string) => boolean) | undefined {
  const match = plan(environment, parse(`text.matches(${JSON.stringify(pattern)})`))
  if (isCelError(match({ text: '' }))) return undefined
  // The same message is asked again and again by the branches and triggers of one ticket.
  let lastText = ''
  let lastAnswer: boolean | undefined
  return (text) => {
    if (lastAnswer === undefined || text !== lastText) {
      lastAnswer = match({ text }) === true
      lastText = text
    }
    return lastAnswer
  }
}
