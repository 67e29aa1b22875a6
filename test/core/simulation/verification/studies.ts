import { calendarChecks } from './calendar-checks.ts'
import type { Check } from './check.ts'
import { coverageCheck } from './coverage-check.ts'
import { flowIdentityChecks } from './flow-identity-checks.ts'
import { identityChecks } from './identity-checks.ts'
import { networkStudies } from './network-studies.ts'
import { priorityStudies } from './priority-studies.ts'
import { singleQueueStudies } from './single-queue-studies.ts'
import { skillsStudy } from './skills-study.ts'
import type { Study } from './study.ts'
import { timeVaryingStudies } from './time-varying-studies.ts'

/** Every case that is a mean of replications. */
export const studies: readonly Study[] = [...singleQueueStudies, ...priorityStudies, ...networkStudies, skillsStudy, ...timeVaryingStudies].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))

/** Every case that holds exactly or within stated bounds. */
export const checks: readonly Check[] = [...calendarChecks, ...identityChecks, ...flowIdentityChecks, coverageCheck]
