export { defineTexts, type Lang, type Spoken, type Text } from './texts/define-texts.ts'
