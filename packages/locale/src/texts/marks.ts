import { defineTexts, type Text } from './define-texts.ts'

/** For every mark its name as it stands on a badge, and one sentence that says what it means. */
export const markTexts = {
  LATE_ENTRY: {
    name: { vi: 'Ghi bổ sung', en: 'Late entry' },
    meaning: {
      vi: 'Được ghi hơn 72 giờ sau khi việc xảy ra, hoặc sau khi lô bị tạm giữ; cả ngày làm và ngày ghi luôn được hiển thị.',
      en: 'Recorded more than 72 hours after it happened, or after the batch was put on hold; both dates are always shown.',
    },
  },
  LOSS_OUT_OF_PROFILE: {
    name: { vi: 'Hao hụt ngoài định mức', en: 'Unusual loss' },
    meaning: {
      vi: 'Hao hụt nằm ngoài định mức của công đoạn này; người ghi đã nêu lý do.',
      en: 'The loss is outside the usual range of this process; the recorder gave a reason.',
    },
  },
  RULE_BROKEN_LATER: {
    name: { vi: 'Ghi bổ sung trái quy định', en: 'Rule broken by a late entry' },
    meaning: {
      vi: 'Việc ghi bổ sung này cho thấy một việc đã ghi trước đó trái quy định; các lô liên quan được tạm giữ chờ cán bộ kiểm tra.',
      en: 'This late entry shows that something recorded earlier broke a rule; the batches concerned are held for an inspector.',
    },
  },
  CERT_EXPIRED: {
    name: { vi: 'Chứng nhận hết hạn', en: 'Certificate expired' },
    meaning: {
      vi: 'Chứng nhận đã hết hạn trước ngày này nên không còn hiệu lực.',
      en: 'The certificate had expired before this day and is no longer valid.',
    },
  },
  ANCESTOR_ON_HOLD: {
    name: { vi: 'Có nguyên liệu từ lô đang được kiểm tra', en: 'Contains goods under investigation' },
    meaning: {
      vi: 'Một lô đã đưa vào lô này đang bị tạm giữ hoặc thu hồi.',
      en: 'A batch that went into this one is on hold or recalled.',
    },
  },
  SCAN_ANOMALY: {
    name: { vi: 'Lượt quét bất thường', en: 'Unusual scans' },
    meaning: {
      vi: 'Mã này được quét nhiều bất thường và có thể đã bị sao chép; hãy so ảnh và số lô trên bao bì.',
      en: 'This code is scanned unusually often and may have been copied; compare the picture and the lot on the package.',
    },
  },
  IMPORTED: {
    name: { vi: 'Nhập từ dữ liệu có sẵn', en: 'Imported' },
    meaning: {
      vi: 'Được nhập từ dữ liệu có sẵn; thời điểm ghi là theo dữ liệu đó.',
      en: 'Imported from existing data; the time of recording is the one given there.',
    },
  },
} as const satisfies Record<string, { readonly name: Text; readonly meaning: Text }>

/** Why a batch is held by the program itself. */
export const brokenLaterTexts = defineTexts<{
  tooSoon: { harvestedOn: string; sprayedOn: string; days: number }
}>({
  tooSoon: {
    vi: ({ harvestedOn, sprayedOn, days }) =>
      `Theo một lần phun thuốc được ghi bổ sung (ngày ${sprayedOn}, cách ly ${days} ngày), lô thu hoạch ngày ${harvestedOn} chưa hết thời gian cách ly; lô được tạm giữ chờ cán bộ kiểm tra.`,
    en: ({ harvestedOn, sprayedOn, days }) =>
      `A spraying entered late (on ${sprayedOn}, ${days} days to wait) shows that what was harvested on ${harvestedOn} came too soon; the batch is held for an inspector.`,
  },
})
