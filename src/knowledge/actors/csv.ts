/** A record of a CSV file with the line it starts on. */
export interface CsvRecord {
  readonly line: number
  readonly cells: readonly string[]
}

/** Records of a CSV file (RFC 4180: quoted cells may hold commas, quotes and line breaks). A quote left open runs to the end. */
export const readCsv = (text: string): readonly CsvRecord[] => {
  const records: CsvRecord[] = []
  let cells: string[] = []
  let cell = ''
  let quoted = false
  let line = 1
  let start = 1
  const end = (): void => {
    cells.push(cell)
    if (cells.length > 1 || cells[0] !== '') records.push({ line: start, cells })
    cells = []
    cell = ''
    start = line
  }
  for (let i = text.charCodeAt(0) === 0xfeff ? 1 : 0; i < text.length; i++) {
    const char = text[i]
    if (char === '\n') line++
    if (quoted) {
      if (char !== '"') cell += char
      else if (text[i + 1] === '"') {
        cell += '"'
        i++
      } else quoted = false
    } else if (char === '"' && cell === '') quoted = true
    else if (char === ',') {
      cells.push(cell)
      cell = ''
    } else if (char === '\n') end()
    else if (char !== '\r') cell += char
  }
  if (cell !== '' || cells.length > 0) end()
  return records
}
