import { z } from 'zod'

// A strict content security policy forbids `new Function`, which zod otherwise uses to speed parsing up.
z.config({ jitless: true })

export { z }
