import base from '../../jest.base.js'

/** Journeys share one browser and one platform a file, and one file runs at a time. */
export default { ...base, maxWorkers: 1, testTimeout: 120_000 }
