import type { MigrationInterface } from 'typeorm'
import { CreateHistory1795392000000 } from './1795392000000-create-history.ts'
import { CreateAccounts1795478400000 } from './1795478400000-create-accounts.ts'
import { CompleteRecalls1795564800000 } from './1795564800000-complete-recalls.ts'
import { CreateLog1795651200000 } from './1795651200000-create-log.ts'
import { CreateLabelJobs1795737600000 } from './1795737600000-create-label-jobs.ts'
import { FindLeaves1795824000000 } from './1795824000000-find-leaves.ts'
import { CountScans1795910400000 } from './1795910400000-count-scans.ts'
import { CreateReports1795996800000 } from './1795996800000-create-reports.ts'
import { AddOwnLabelSize1796083200000 } from './1796083200000-add-own-label-size.ts'
import { CountPinUses1796169600000 } from './1796169600000-count-pin-uses.ts'
import { AddReportPhoto1796256000000 } from './1796256000000-add-report-photo.ts'
import { ForgetReporters1796342400000 } from './1796342400000-forget-reporters.ts'

/** Every migration, oldest first, listed by hand. One that has landed is never edited. */
export const migrations: readonly (new () => MigrationInterface)[] = [
  CreateHistory1795392000000,
  CreateAccounts1795478400000,
  CompleteRecalls1795564800000,
  CreateLog1795651200000,
  CreateLabelJobs1795737600000,
  FindLeaves1795824000000,
  CountScans1795910400000,
  CreateReports1795996800000,
  AddOwnLabelSize1796083200000,
  CountPinUses1796169600000,
  AddReportPhoto1796256000000,
  ForgetReporters1796342400000,
]
