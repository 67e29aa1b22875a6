import { describe } from 'vitest'
import { expectStudies } from './expect-rows.ts'
import { singleQueueStudies } from './single-queue-studies.ts'

describe('one team and one kind of customers', () => { expectStudies(singleQueueStudies) })
