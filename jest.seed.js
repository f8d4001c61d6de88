import { jest } from '@jest/globals'
import fc from 'fast-check'

/** Property tests take the seed of the jest run, which is printed: `-- --seed=N` repeats a run. */
fc.configureGlobal({ seed: jest.getSeed() })
