import { defineTexts } from '../define-texts.ts'

/** The operator of the platform: organizations, inspectors and their areas, second agreements. */
export const operatorTexts = /* @__PURE__ */ defineTexts({
  title: { vi: 'Vận hành', en: 'Operation' },
  below: {
    vi: 'Tổ chức, cán bộ kiểm tra và người vận hành',
    en: 'Organizations, inspectors and operators',
  },
  approvals: { vi: 'Chờ người thứ hai đồng ý', en: 'Waiting for a second person' },
  approvalFrom: {
    vi: (p: { organization: string; role: string }) => `${p.organization} · ${p.role}`,
    en: (p) => `${p.organization} · ${p.role}`,
  },
  approve: { vi: 'Đồng ý', en: 'Agree' },
  approveOf: {
    vi: (p: { name: string }) => `Đồng ý cho ${p.name} vào lại`,
    en: (p) => `Agree to let ${p.name} in again`,
  },
  approveTitle: {
    vi: (p: { name: string }) => `Cho ${p.name} vào lại?`,
    en: (p) => `Let ${p.name} in again?`,
  },
  approveHint: {
    vi: 'Chỉ đồng ý sau khi đã gặp hoặc gọi cho chính người này. Ai giữ lời mời sẽ đặt được mật khẩu mới.',
    en: 'Agree only after meeting or calling this very person. Whoever holds the invite can choose the new password.',
  },
  approved: { vi: 'Đã đồng ý.', en: 'Agreed.' },
  organizations: { vi: 'Tổ chức', en: 'Organizations' },
  search: { vi: 'Tìm tổ chức', en: 'Find an organization' },
  searchHint: { vi: 'tên, không cần dấu', en: 'name, marks not needed' },
  noneFound: { vi: 'Không tìm thấy tổ chức nào.', en: 'No organization found.' },
  noOrganizations: {
    vi: 'Chưa có tổ chức nào. Hãy thêm tổ chức đầu tiên rồi mời người quản lý của tổ chức đó.',
    en: 'No organizations yet. Add the first one, then invite its administrator.',
  },
  closed: { vi: 'Đã đóng', en: 'Closed' },
  add: { vi: 'Thêm tổ chức', en: 'Add an organization' },
  inviteInspector: { vi: 'Mời cán bộ kiểm tra', en: 'Invite an inspector' },
  inviteOperator: { vi: 'Mời người vận hành', en: 'Invite an operator' },
  allPeople: { vi: 'Mọi người và lời mời', en: 'All people and invites' },
  // a new organization
  kind: { vi: 'Loại tổ chức', en: 'Kind' },
  name: { vi: 'Tên đầy đủ', en: 'Full name' },
  nameHint: { vi: 'Ví dụ: HTX Nông nghiệp Yến Dương', en: 'For example: HTX Nông nghiệp Yến Dương' },
  communeMissing: { vi: 'Hãy chọn xã.', en: 'Please choose the commune.' },
  saveAndInvite: { vi: 'Lưu và mời quản lý', en: 'Save and invite its administrator' },
  // inspectors
  inspectorate: { vi: 'Cơ quan', en: 'Inspectorate' },
  noInspectorate: {
    vi: 'Chưa có cơ quan kiểm tra nào. Hãy thêm một tổ chức loại “Cơ quan kiểm tra” trước.',
    en: 'No inspectorate yet. Add an organization of that kind first.',
  },
  area: { vi: 'Địa bàn', en: 'Area' },
  areaUsual: { vi: 'Địa bàn Bắc Kạn cũ và Thái Nguyên', en: 'Former Bắc Kạn and Thái Nguyên' },
  areaUsualHint: {
    vi: 'Tỉnh Thái Nguyên từ 01/07/2025 và tỉnh Bắc Kạn đến 30/06/2025',
    en: 'Thái Nguyên Province since 1 July 2025 and Bắc Kạn Province until 30 June 2025',
  },
  areaOwn: { vi: 'Chọn tỉnh, xã', en: 'Choose provinces or communes' },
  areaOwnHint: {
    vi: 'Theo địa giới từ 01/07/2025',
    en: 'As they are since 1 July 2025',
  },
  areaSearch: { vi: 'Tìm tỉnh hoặc xã', en: 'Find a province or commune' },
  areaChosen: { vi: (p: { count: number }) => `Đã chọn ${p.count}`, en: (p) => `${p.count} chosen` },
  areaNone: {
    vi: 'Hãy chọn ít nhất một tỉnh hoặc xã.',
    en: 'Please choose at least one province or commune.',
  },
  areaTooMany: {
    vi: 'Nhiều nhất 50 đơn vị; hãy chọn cả tỉnh.',
    en: 'At most 50; choose the whole province instead.',
  },
  areaUnits: { vi: 'Tỉnh và xã', en: 'Provinces and communes' },
  changeArea: { vi: 'Đổi địa bàn', en: 'Change the area' },
  saveArea: { vi: 'Lưu địa bàn', en: 'Save the area' },
  areaChanged: { vi: 'Đã đổi địa bàn.', en: 'The area was changed.' },
  since: {
    vi: (p: { unit: string; day: string }) => `${p.unit} từ ${p.day}`,
    en: (p) => `${p.unit} since ${p.day}`,
  },
  until: {
    vi: (p: { unit: string; day: string }) => `${p.unit} đến ${p.day}`,
    en: (p) => `${p.unit} until ${p.day}`,
  },
})
