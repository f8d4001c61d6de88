import base from '../../jest.base.js'

export default {
  ...base,
  setupFilesAfterEnv: ['../../jest.seed.js'],
  testTimeout: 60_000, // a hang is a failure; a busy machine is none
}
