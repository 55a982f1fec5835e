import type { DocumentRecord } from '../model/record.ts'

/** One record as one line, with its line feed. Lone surrogates are escaped, so that the line is valid UTF-8. */
export const renderLine = (record: DocumentRecord): string => `${JSON.stringify(record)}\n`

/** One record for reading, two spaces a level. */
export const renderJson = (record: DocumentRecord): string => JSON.stringify(record, null, 2)
