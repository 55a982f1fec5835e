/** Letters that Unicode does not split into a base and a mark. */
const LETTERS: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ə: 'a',
  ħ: 'h',
}

const PLAIN = /^[a-z0-9 ]*$/

/** The key a name is looked up by: case, accents, hyphens, dots, apostrophes and runs of space make no difference. */
export const foldName = (name: string): string => {
  let key = name.toLowerCase()
  if (PLAIN.test(key)) return key
  key = key
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[\u0080-\uffff]/g, letter => LETTERS[letter] ?? letter)
    .replace(/[.'’‘ʻʼ`"]/g, '')
    .replace(/[-–,/\s]+/g, ' ')
    .trim()
  return key
}

/** A coarser key (of a folded one) under which spellings of one foreign name in Latin letters meet: "Al Ḩillah" and "al-Hilla", "Khowst" and "Khost". */
export const looseKey = (key: string): string =>
  key
    .replace(/(?<![^ ])(?:al|ar|as|an|ad|at|az|ash|el|er|es|ez|il) /g, '')
    .replace(/ou|ow|oo|aw|au/g, 'u')
    .replace(/ee|i[yje]|e[iy]|a[iy]|y/g, 'i')
    .replace(/kh|gh|dh|th|zh/g, pair => pair.charAt(0))
    .replace(/q|c(?=[aou])/g, 'k')
    .replace(/e/g, 'i')
    .replace(/o/g, 'u')
    .replace(/(.)\1+/g, '$1')
    .replace(/[ha]+$/, '')
    .replaceAll(' ', '')
