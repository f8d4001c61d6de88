import { defineTexts } from './define-texts.ts'

/** Words of the front page, of the page that is not there and of the API reference. */
export const homeTexts = defineTexts({
  title: { vi: 'Nguồn – truy xuất nguồn gốc nông sản', en: 'Nguồn – where farm produce comes from' },
  heading: { vi: 'Biết rõ món hàng từ đâu tới', en: 'Know where it comes from' },
  intro: {
    vi: 'Quét mã trên bao bì là thấy cả hành trình: ai làm, ở đâu, khi nào, dùng những gì, từ ruộng đến gói hàng trên tay.',
    en: 'Scan the code on the package and see its whole way: who made it, where, when and with what, from the field to your hand.',
  },
  codeLabel: { vi: 'Mã in trên tem', en: 'Code on the label' },
  lookUp: { vi: 'Tra cứu', en: 'Look up' },
  scan: { vi: 'Quét bằng máy ảnh', en: 'Scan with the camera' },
  work: { vi: 'Vào trang hợp tác xã', en: 'Cooperative pages' },
  tryHere: { vi: 'Xem thử dữ liệu mẫu', en: 'Look at the sample data' },
  lostTitle: { vi: 'Không có trang này', en: 'There is no such page' },
  lostText: {
    vi: 'Địa chỉ có thể bị gõ sai. Hãy quét lại mã, hoặc nhập mã in trên tem.',
    en: 'The address may be mistyped. Scan the code again, or enter the code on the label.',
  },
  demoPackage: { vi: 'Một gói miến dong', en: 'A package of noodles' },
  demoBatch: { vi: 'Cả lô miến dong', en: 'The whole batch of noodles' },
  demoRecalled: { vi: 'Mã của lô đang thu hồi', en: 'A code of a recalled batch' },
  demoVoided: { vi: 'Tem đã hủy', en: 'A voided label' },
  demoNotActivated: { vi: 'Tem chưa kích hoạt', en: 'A label not activated' },
  demoUnknown: { vi: 'Mã không có thật', en: 'A code nobody printed' },
  demoCooperatives: { vi: 'Trang của hợp tác xã', en: 'The cooperatives’ pages' },
  demoInspector: { vi: 'Danh sách của cán bộ kiểm tra', en: 'The inspector’s list' },
  demoReference: { vi: 'Tài liệu API', en: 'API reference' },
})
