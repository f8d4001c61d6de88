import * as z from 'zod'

// Our Content-Security-Policy forbids `new Function`, which zod would try: checked before the first schema is made.
z.config({ jitless: true })
