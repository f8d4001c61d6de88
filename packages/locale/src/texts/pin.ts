import { defineTexts } from './define-texts.ts'

interface Used {
  /** Written for people: `23/11/2026 14:05`. */
  readonly at: string
}

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`)

/** What the page of a package says of the PIN below its scratch layer. A PIN that is wrong says nothing about the goods. */
export const pinTexts = defineTexts({
  title: { vi: 'Mã PIN dưới lớp cào', en: 'The PIN under the scratch layer' },
  label: { vi: 'Nhập 8 số dưới lớp cào', en: 'Type the 8 digits under the scratch layer' },
  hint: {
    vi: 'Mua rồi hãy cào. Mã PIN cho biết đã có ai mở lớp cào này trước bạn chưa.',
    en: 'Scratch it only once you have bought it. The PIN tells whether anybody was there before you.',
  },
  send: { vi: 'Kiểm tra mã PIN', en: 'Check the PIN' },
  unused: { vi: 'Chưa ai nhập đúng mã PIN của gói này.', en: 'Nobody has used the PIN of this package yet.' },
  usedLine: {
    vi: (p: Used) => `Mã PIN đã được nhập đúng từ ${p.at}`,
    en: (p) => `PIN first used on ${p.at}`,
  },
  used: {
    vi: (p: Used & { uses: number }) =>
      `Mã PIN của gói này đã được nhập đúng ${p.uses} lần, lần đầu lúc ${p.at}.`,
    en: (p) => `The PIN of this package was used ${times(p.uses)}, first at ${p.at}.`,
  },
  usedAdvice: {
    vi: 'Nếu lớp cào trên gói của bạn còn nguyên, tem có thể đã bị sao chép.',
    en: 'If the scratch layer of your package is untouched, the label may have been copied.',
  },

  // what came of a try
  opened: { vi: 'Mã PIN đúng, nhập lần đầu', en: 'The PIN is right, used for the first time' },
  openedText: {
    vi: 'Trước bạn chưa ai nhập đúng mã PIN này.',
    en: 'Nobody before you has used this PIN.',
  },
  openedBefore: { vi: 'Mã PIN đúng, nhưng đã có người nhập', en: 'The PIN is right, but was used before' },
  openedBeforeText: {
    vi: (p: Used & { uses: number }) => `Lần đầu lúc ${p.at}. Trước lần này đã nhập đúng ${p.uses} lần.`,
    en: (p) => `First at ${p.at}. It was used ${times(p.uses)} before this time.`,
  },
  openedBeforeAdvice: {
    vi: 'Nếu không phải bạn hay người nhà đã nhập, tem có thể đã bị sao chép.',
    en: 'Unless you or your family used it, the label may have been copied.',
  },
  wrong: { vi: 'Mã PIN chưa đúng', en: 'The PIN is not right' },
  wrongText: {
    vi: (p: { left: number }) =>
      p.left > 0 ? `Hãy so lại từng số với tem. Còn ${p.left} lần thử.` : 'Đã hết lượt thử.',
    en: (p) =>
      p.left > 0
        ? `Compare each digit with the label. ${p.left} ${p.left === 1 ? 'try' : 'tries'} left.`
        : 'There are no tries left.',
  },
  closed: { vi: 'Đã nhập sai quá nhiều lần', en: 'Too many wrong tries' },
  closedToday: {
    vi: 'Mã này không nhận PIN nữa cho đến ngày mai.',
    en: 'No PIN is taken for this code until tomorrow.',
  },
  closedForEver: {
    vi: 'Mã này không nhận PIN nữa.',
    en: 'No PIN is taken for this code any more.',
  },
  closedAdvice: {
    vi: 'Có thể người khác đã thử. Hãy giữ lại bao bì và gọi nơi phát hành tem.',
    en: 'Somebody else may have tried. Keep the package and call whoever issued the label.',
  },
  malformed: { vi: 'Mã PIN có 8 chữ số', en: 'A PIN has 8 digits' },
  malformedText: {
    vi: 'Hãy nhập lại. Lần này không tính là nhập sai.',
    en: 'Please type it again. This does not count as a wrong try.',
  },
})
