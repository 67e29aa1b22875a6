import type { BaselineVerdict } from '../simulation/judge-baseline.ts'

/** What a verdict means for whoever wants to say "times faster". */
export function sayVerdict(verdict: BaselineVerdict): string {
  if (verdict.kind === 'trusted') return 'Trusted: the median is within 20 %.'
  switch (verdict.reason) {
    case 'tooFew':
      return 'Refused: there are too few first responses to compare with.'
    case 'medianOff':
      return 'Refused: the median is off by more than 20 %.'
    case 'undecided':
      return 'Refused: whether the median is within 20 % cannot be told, its interval over the replications contains that limit.'
    case 'answeredShareOff':
      return 'Refused: the medians are of answered tickets only, and the history answered a share that differs by more than 20 percentage points; the simulation answers every ticket that has time to be answered.'
  }
}
