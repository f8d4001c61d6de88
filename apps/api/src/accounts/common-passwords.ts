import { foldVietnamese } from '@nguon/locale'
import { dictionary } from '@zxcvbn-ts/language-common'

/** What guesses are made of here and nowhere else in the world: place, trade, product of the software, everyday words. */
const localWords = [
  ...['nguồn', 'nguồn gốc', 'truy xuất', 'truy xuất nguồn gốc', 'hợp tác xã', 'htx', 'nông sản', 'nông dân'],
  ...['nông nghiệp', 'bí xanh', 'bí xanh thơm', 'miến dong', 'lúa gạo', 'chè', 'trà', 'quản lý', 'quản trị'],
  ...['Bắc Kạn', 'Bắc Cạn', 'Thái Nguyên', 'Ba Bể', 'Na Rì', 'Việt Nam', 'Hà Nội', 'Sài Gòn', 'Hồ Chí Minh'],
  ...[
    'mật khẩu',
    'mk',
    'pass',
    'password',
    'passw0rd',
    'admin',
    'administrator',
    'user',
    'test',
    'demo',
    'qwerty',
  ],
  ...['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'iloveyou', 'abc', 'abcd', 'aabbcc', 'anh yêu em', 'em yêu anh'],
  ...['yêu em', 'yêu anh', 'anh nhớ em', 'em nhớ anh', 'con yêu mẹ', 'yêu mẹ', 'gia đình', 'bố mẹ', 'cha mẹ'],
  ...[
    'không biết',
    'khong co',
    'vô danh',
    'hạnh phúc',
    'thành công',
    'may mắn',
    'tình yêu',
    'phát tài',
    'xin chào',
  ],
  ...[
    'điện thoại',
    'số điện thoại',
    'zalo',
    'facebook',
    'viettel',
    'vinaphone',
    'mobifone',
    'google',
    'android',
  ],
]

/** Letters and digits alone, without case and marks: `Mật khẩu!` and `matkhau` are one guess. */
export const bareForm = (text: string): string => foldVietnamese(text).replace(/[^\p{L}\p{N}]/gu, '')

const local = new Set(localWords.map(bareForm))

/**
 * The common ones that are long enough to be allowed at all: some 18,000, where the 3,000 most common are asked for. They are
 * folded like what is compared with them.
 */
const common = new Set(
  dictionary['passwords-common'].filter((each) => each.length >= 8).map((each) => foldVietnamese(each)),
)

/** Whether the password is among the first that a guesser tries: common in the world, or a local word with or without digits around it. */
export function isCommonPassword(password: string): boolean {
  const bare = bareForm(password)
  return common.has(foldVietnamese(password)) || common.has(bare) || local.has(withoutDigitsAround(bare))
}

/** `nguon2024` and `84nguon` are `nguon`. */
export const withoutDigitsAround = (bare: string): string => bare.replace(/^\d+/, '').replace(/\d+$/, '')
