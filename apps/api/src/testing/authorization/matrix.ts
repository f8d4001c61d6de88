/** Who calls, in the order of the columns below. */
export const callerNames = [
  'anonymous',
  'staffA',
  'adminA',
  'staffB',
  'inspectorInArea',
  'inspectorElsewhere',
  'operator',
  'revokedDeviceA',
] as const
export type CallerName = (typeof callerNames)[number]

/**
 * About whom a call is: a thing of organization A, the same of B, an id that nobody has; and where it makes a difference the
 * caller's own, or what an inspectorate has.
 */
export type Target = 'own' | 'A' | 'B' | 'unknown' | 'inspectorate' | 'mixed'

/** One line: a status for each caller; behind a colon the problem's code where it is not the usual one of the status. */
export type Lines = string | Partial<Record<Target, string>>

/** The codes that go without saying. */
export const usualCodes: Readonly<Record<number, string>> = {
  401: 'UNAUTHENTICATED',
  403: 'NOT_ALLOWED',
  404: 'NOT_FOUND',
}

const everyone = '200 200 200 200 200 200 200 401'
const signedIn = '401 200 200 200 200 200 200 401'
const nowhere = '401 404 404 404 404 404 404 401'
const noSignIn = '401:SIGN_IN_FAILED '.repeat(7)
const noCode = '404:CODE_UNKNOWN '.repeat(7)
const noInvite = '404:INVITE_NOT_VALID '.repeat(7)
/** Recorded for the organization that is named: only its own people name it. */
const versions = {
  A: '401 201 201 404 403 403 403 401',
  B: '401 404 404 201 403 403 403 401',
  unknown: '401 404 404 404 403 403 403 401',
}
/** The same of events, which inspectors record too, for their inspectorate. */
const ownEvents = {
  A: '401 201 201 404 404 404 403 401',
  B: '401 404 404 201 404 404 403 401',
  unknown: '401 404 404 404 404 404 403 401',
}
/** What of its labels an organization's own people see or change, and what they make of them. */
const ownLabels = {
  A: '401 200 200 404 403 403 403 401',
  B: '401 404 404 200 403 403 403 401',
  unknown: '401 404 404 404 403 403 403 401',
}
const ownRecords = {
  A: '401 201 201 404 403 403 403 401',
  B: '401 404 404 201 403 403 403 401',
  unknown: '401 404 404 404 403 403 403 401',
}
const staffOnly = '401 200 200 200 403 403 403 401'
const office = {
  A: '401 200 200 404 200 404 403 401',
  B: '401 404 404 200 404 404 403 401',
  unknown: '401 404 404 404 404 404 403 401',
}

/**
 * Who may call what about whom, written by hand. Columns: anonymous, staff of A, admin of A, staff of B, inspector with A in the
 * area, inspector of elsewhere, operator, removed phone of A. What stands behind a colon of a name is another way to make the call.
 */
export const matrix: Readonly<Record<string, Lines>> = {
  // signing in, and one's own account
  getSession: everyone,
  signIn: { A: everyone, B: everyone, unknown: `${noSignIn}401` },
  signOut: everyone,
  confirmPassword: '401 200 403 200 403 403 403 401',
  confirmTotp: signedIn,
  beginPasskey: signedIn,
  confirmPasskey: signedIn,
  beginTotp: signedIn,
  addTotp: signedIn,
  beginNewPasskey: signedIn,
  addPasskey: signedIn,
  listFactors: signedIn,
  removeFactor: { own: signedIn, A: nowhere, B: nowhere, unknown: nowhere },
  changePassword: signedIn,

  // people and invites
  readInvite: {
    A: everyone,
    B: everyone,
    unknown: `${noInvite}401`,
    mixed: `${noInvite}401`,
  },
  join: {
    A: '201 201 201 201 201 201 201 401',
    B: '201 201 201 201 201 201 201 401',
    unknown: `${noInvite}401`,
    mixed: `${noInvite}401`,
  },
  createInvite: {
    A: '401 403 201 403 403 403 201 401',
    B: '401 403 404 403 403 403 201 401',
    unknown: '401 403 404 403 403 403 404 401',
  },
  'createInvite: to let in again': {
    A: '401 403 201 403 403 403 201 401',
    B: '401 403 404 403 403 403 201 401',
    unknown: '401 403 404 403 403 403 404 401',
  },
  listInvites: '401 403 200 403 403 403 200 401',
  revokeInvite: {
    A: '401 403 200 403 403 403 200 401',
    B: '401 403 404 403 403 403 200 401',
    unknown: '401 403 404 403 403 403 404 401',
  },
  approveInvite: {
    A: '401 403 403 403 403 403 200 401',
    B: '401 403 403 403 403 403 200 401',
    unknown: '401 403 403 403 403 403 404 401',
  },
  listOrganizations: '401 403 403 403 403 403 200 401',
  listPeople: '401 403 200 403 403 403 200 401',
  removePerson: {
    A: '401 403 200 403 403 403 200 401',
    B: '401 403 404 403 403 403 200 401',
    unknown: '401 403 404 403 403 403 404 401',
  },
  changeKind: {
    A: '401 403 200 403 403 403 403 401',
    B: '401 403 404 403 403 403 403 401',
    unknown: '401 403 404 403 403 403 403 401',
  },
  changeArea: {
    inspectorate: '401 403 403 403 403 403 200 401',
    A: '401 403 403 403 403 403 404 401',
    B: '401 403 403 403 403 403 404 401',
    unknown: '401 403 403 403 403 403 404 401',
  },

  // phones
  addDevice: '401 201 201 201 201 201 403 401',
  listDevices: signedIn,
  revokeDevice: {
    own: signedIn,
    A: '401 404 200 404 404 404 404 401',
    B: nowhere,
    unknown: nowhere,
  },
  'revokeDevice: by its key': {
    A: '401 404 200 404 404 404 404 401',
    B: nowhere,
    unknown: nowhere,
  },
  sync: {
    A: '401 200:recorded  200:recorded  200:NOT_FOUND 200:recorded  200:NOT_FOUND 403 200:quarantined',
    B: '401 200:NOT_FOUND 200:NOT_FOUND 200:recorded  200:NOT_FOUND 200:NOT_FOUND 403 200:quarantined',
    unknown: '401 200:NOT_FOUND 200:NOT_FOUND 200:NOT_FOUND 200:NOT_FOUND 200:NOT_FOUND 403 200:quarantined',
  },
  listQuarantine: '401 403 200 403 403 403 403 401',
  decideQuarantine: {
    A: '401 403 200 403 403 403 403 401',
    B: '401 403 404 403 403 403 403 401',
    unknown: '401 403 404 403 403 403 403 401',
  },
  'decideQuarantine: to record it': {
    A: '401 403 200 403 403 403 403 401',
    B: '401 403 404 403 403 403 403 401',
    unknown: '401 403 404 403 403 403 403 401',
  },

  // what is private
  listAudit: '401 403 200 403 200 200 200 401',
  getPrivate: {
    A: '401 403 200 403 200 404 403 401',
    B: '401 403 404 403 404 404 403 401',
    unknown: '401 403 404 403 404 404 403 401',
  },
  'getPrivate: of an event': {
    A: '401 403 200 403 200 404 403 401',
    B: '401 403 404 403 404 404 403 401',
    unknown: '401 403 404 403 404 404 403 401',
  },
  createExport: '401 201 201 201 201 201 201 401',
  'createExport: of a member': { A: '401 404 201 404 404 404 404 401', B: nowhere, unknown: nowhere },
  erase: signedIn,
  'erase: a member': { A: '401 404 200 404 404 404 404 401', B: nowhere, unknown: nowhere },
  'erase: somebody who left': {
    A: '401 404 200 404 404 404 200 401',
    B: '401 404 404 404 404 404 200 401',
    inspectorate: '401 404 404 404 404 404 200 401',
    unknown: nowhere,
  },
  'erase: somebody who is there': { A: nowhere, B: nowhere, inspectorate: nowhere, unknown: nowhere },
  getExport: { own: signedIn, A: nowhere, B: nowhere, unknown: nowhere },

  // recalls
  proposeRecall: {
    A: '401 403 201 403 201 404 403 401',
    B: '401 403 404 403 404 404 403 401',
    unknown: '401 403 404 403 404 404 403 401',
  },
  'proposeRecall: under the id of another': {
    A: '401 403 409:ID_REUSED 403 409:ID_REUSED 404 403 401',
    B: '401 403 409:ID_REUSED 403 409:ID_REUSED 404 403 401',
    unknown: '401 403 201 403 201 404 403 401',
  },
  planRecall: {
    A: '401 403 200 403 200 404 403 401',
    B: '401 403 404 403 404 404 403 401',
    unknown: '401 403 404 403 404 404 403 401',
  },
  listRecalls: '401 200 200 200 200 200 403 401',
  getRecall: { ...office, inspectorate: '401 404 404 404 200 200 403 401' },
  confirmRecall: { ...office, inspectorate: '401 404 404 404 200 200 403 401' },
  withdrawRecall: {
    A: '401 403 200 403 403 404 403 401',
    B: '401 403 404 403 404 404 403 401',
    inspectorate: '401 403 404 403 200 403 403 401',
    unknown: '401 403 404 403 404 404 403 401',
  },

  getRecallLists: { ...office, inspectorate: '401 404 404 404 200 200 403 401' },
  getRecallFollowUp: { ...office, inspectorate: '401 404 404 404 200 200 403 401' },
  proposeRecallLift: {
    A: '401 403 201 403 403 404 403 401',
    B: '401 403 404 403 404 404 403 401',
    inspectorate: '401 403 404 403 201 403 403 401',
    unknown: '401 403 404 403 404 404 403 401',
  },
  confirmRecallLift: { ...office, inspectorate: '401 404 404 404 200 200 403 401' },
  noteRecallFollowUp: {
    A: '401 201 201 404 403 404 403 401',
    B: '401 404 404 201 404 404 403 401',
    inspectorate: '401 404 404 404 201 403 403 401',
    unknown: '401 404 404 404 404 404 403 401',
  },
  closeRecall: {
    A: '401 403 200 403 403 404 403 401',
    B: '401 403 404 403 404 404 403 401',
    inspectorate: '401 403 404 403 200 403 403 401',
    unknown: '401 403 404 403 404 404 403 401',
  },
  listAlerts: staffOnly,

  // reports of people who hold a package
  listReports: '401 200 200 200 200 200 403 401',
  answerReport: {
    A: '401 200 200 404 200 404 403 401',
    B: '401 404 404 200 404 404 403 401',
    unknown: '401 404 404 404 404 404 403 401',
    mixed: '401 404 404 404 200 200 403 401', // about a code that nobody issued
  },
  reportPhoto: {
    A: '401 200 200 404 200 404 403 401',
    B: '401 404 404 200 404 404 403 401',
    unknown: '401 404 404 404 404 404 403 401',
    mixed: '401 404 404 404 200 200 403 401', // about a code that nobody issued
  },

  // master data
  recordOrganization: {
    A: '401 403 201 403 403 403 201 401',
    B: '401 403 404 403 403 403 201 401',
    unknown: '401 403 404 403 403 403 201 401', // the operator's is a new organization
  },
  recordMember: versions,
  recordConsent: versions,
  'recordConsent: naming a member': versions,
  recordPlace: versions,
  'recordPlace: of a place': { ...versions, unknown: '401 201 201 201 403 403 403 401' }, // a new place
  recordProduct: versions,
  recordCertificate: versions,
  'recordCertificate: naming a product': versions,
  recordLabelRun: versions,
  'recordLabelRun: naming a product': versions,
  getOrganization: staffOnly,
  listMembers: staffOnly,
  listPlaces: staffOnly,
  listProducts: staffOnly,
  listCertificates: staffOnly,
  listLabelRuns: staffOnly,

  // events and batches
  recordEvent: ownEvents,
  'recordEvent: of a product': ownEvents,
  'recordEvent: done by a member': ownEvents,
  'recordEvent: that corrects another': ownEvents,
  'recordEvent: about a batch': {
    A: '401 201 201 404 201 404 403 401',
    B: '401 404 404 201 404 404 403 401',
    unknown: '401 404 404 404 404 404 403 401',
  },
  listSteps: staffOnly,
  listBatches: '401 200 200 200 200 200 403 401',
  'listBatches: of an organization': {
    A: '401 200 200 200 200 200 403 401', // what is another's is left out
    B: '401 200 200 200 200 200 403 401',
    unknown: '401 200 200 200 200 200 403 401',
  },
  getBatch: office,
  getChain: office,
  getBalance: office,
  'getBalance: of the chain': office,
  getShare: office,
  getCover: office,
  getNeighbours: office,
  'listHandovers: that were sent': staffOnly,
  'listHandovers: that came': staffOnly,
  getHandover: {
    A: '401 200 200 404 403 403 403 401',
    B: '401 404 404 200 403 403 403 401',
    unknown: '401 404 404 404 403 403 403 401',
  },
  listReceivedGoods: staffOnly,
  listReceivers: staffOnly,
  'listReceivers: by name': staffOnly,

  // public: the history, and what is printed on labels
  getEvent: { A: everyone, B: everyone, unknown: '404 404 404 404 404 404 404 401' },
  getTrace: { A: everyone, B: everyone, unknown: '404 404 404 404 404 404 404 401' },
  proveInclusion: { A: everyone, B: everyone, unknown: '404 404 404 404 404 404 404 401' },
  proveConsistency: everyone,
  getLoggedTrace: { A: everyone, B: everyone, unknown: `${noCode}401` },
  getReceipt: { A: everyone, B: everyone, unknown: '404 404 404 404 404 404 404 401' },
  batchQrSvg: { A: everyone, B: everyone, unknown: '404 404 404 404 404 404 404 401' },
  batchQrPng: { A: everyone, B: everyone, unknown: '404 404 404 404 404 404 404 401' },
  packageQrSvg: { A: everyone, B: everyone, unknown: '404 404 404 404 404 404 404 401' },
  packageQrPng: { A: everyone, B: everyone, unknown: '404 404 404 404 404 404 404 401' },

  // files: what an entry shows is public, what none shows is its organization's
  upload: '401 201 201 201 201 201 403 401',
  'getFile: that is shown': { A: everyone, B: everyone, unknown: '404 404 404 404 404 404 404 401' },
  getFile: {
    A: '404 200 200 404 404 404 404 401',
    B: '404 404 404 200 404 404 404 401',
    unknown: '404 404 404 404 404 404 404 401',
  },

  // labels that may have been copied
  listScanAlerts: '401 200 200 200 200 200 403 401',
  decideScanAlert: {
    A: '401 403 200 403 200 404 403 401',
    B: '401 403 404 403 404 404 403 401',
    unknown: '401 403 404 403 404 404 403 401',
  },

  // labels
  issueLabels: ownRecords,
  listRunsOfLabels: staffOnly,
  readLabel: ownLabels,
  listPrinters: staffOnly,
  savePrinter: staffOnly,
  removePrinter: ownLabels,
  previewLabels: ownLabels,
  printLabels: ownRecords,
  listPrints: staffOnly,
  readPrint: ownLabels,
  cancelPrint: ownLabels,
  reprintLabels: ownRecords,
  printFile: ownLabels,
  calibrationPage: staffOnly,
}
